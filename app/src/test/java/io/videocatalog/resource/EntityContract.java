package io.videocatalog.resource;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What the contract's tests must know of an entity. Every entity has a required text called "name". */
public interface EntityContract {

    /** The path of the collection. */
    String path();

    /** The members of a valid new entity of this name; whatever must be unique is. */
    Map<String, Object> body(String name);

    /** The members that a list can be sorted by. */
    List<String> sortable();

    /** The most characters of the name. */
    int maxName();

    default Response create(String name) {
        return json(body(name)).post(path()).then().statusCode(201).extract().response();
    }

    /** Creates entities whose names begin with the word, and returns their ids in that order. */
    default List<Long> createMany(String word, int count) {
        return IntStream.range(0, count).mapToObj(i -> create(word + " " + (char) ('a' + i)).path("id").toString()).map(Long::valueOf)
                .toList();
    }

    default String item(Object id) {
        return path() + "/" + id;
    }

    /** The path of a new entity. */
    default String createItem(String name) {
        return item(create(name).path("id"));
    }

    default JsonPath read(String item) {
        return api().get(item).then().statusCode(200).extract().jsonPath();
    }

    default Map<String, Object> bodyWith(String name, String member, Object value) {
        Map<String, Object> body = new HashMap<>(body(name));
        body.put(member, value);
        return body;
    }

    default Map<String, Object> bodyWithout(String name, String member) {
        Map<String, Object> body = new HashMap<>(body(name));
        body.remove(member);
        return body;
    }

    /** How many entities have a word in their name. */
    default int countNamed(String word) {
        return api().get(path() + "?count=true&name.contains=" + word).then().statusCode(200).extract().path("total");
    }

    /** An id that nothing has had yet, nor the next hundred. */
    default long freeId() {
        return create(unique()).jsonPath().getLong("id") + 10_000;
    }
}
