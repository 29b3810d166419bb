package io.videocatalog.resource;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Creating, reading, replacing, patching and deleting, as they are for every entity. */
interface CrudContract extends EntityContract {

    @Test
    default void creates_and_answers_with_location_etag_and_representation() {
        String name = unique();
        Response created = json(body(name)).post(path());
        created.then().statusCode(201).contentType("application/json").body("name", is(name))
                .header("ETag", matchesPattern("\"[^\"]+\"")).header("Last-Modified", endsWith(" GMT"))
                .header("Location", endsWith(item(created.path("id"))))
                .body("createdAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
                .body("updatedAt", is(created.<String>path("createdAt")));
    }

    @Test
    default void reads_at_the_location_what_was_created() {
        Response created = create(unique());
        api().get(created.header("Location")).then().statusCode(200).contentType("application/json")
                .header("ETag", created.header("ETag")).body(equalTo(created.asString()));
    }

    @Test
    default void head_has_the_headers_of_get_and_no_body() {
        String item = createItem(unique());
        String etag = api().get(item).header("ETag");
        api().head(item).then().statusCode(200).header("ETag", etag).contentType("application/json").body(is(emptyString()));
        api().head(path()).then().statusCode(200).contentType("application/json");
        api().head(item(Long.MAX_VALUE)).then().statusCode(404);
    }

    @Test
    default void a_replacement_changes_the_representation_the_version_and_the_time() throws InterruptedException {
        Response created = create(unique());
        String name = unique();
        Thread.sleep(5);
        Response replaced = json(body(name)).put(item(created.path("id")));
        replaced.then().statusCode(200).body("name", is(name)).body("createdAt", is(created.<String>path("createdAt")))
                .header("ETag", not(created.header("ETag")));
        assertThat(created.<String>path("updatedAt"), is(lessThan(replaced.<String>path("updatedAt"))));
        api().get(item(created.path("id"))).then().body(equalTo(replaced.asString())).header("ETag", replaced.header("ETag"));
    }

    @Test
    default void a_replacement_must_be_complete() {
        String item = createItem(unique());
        String before = api().get(item).asString();
        json(bodyWithout(unique(), "name")).put(item).then().statusCode(400)
                .body("errors.pointer", is(List.of("/name"))).body("errors.code", is(List.of("required")));
        api().get(item).then().body(equalTo(before));
    }

    @Test
    default void a_replacement_never_creates() {
        String item = item(4_000_000_000_000_000L);
        json(body(unique())).put(item).then().statusCode(404);
        json(Map.of("name", unique())).patch(item).then().statusCode(404);
        api().get(item).then().statusCode(404).body("type", is("/problems/not-found"));
    }

    @Test
    default void what_was_read_can_be_sent_back_and_changes_nothing() {
        Response created = create(unique());
        String item = item(created.path("id"));
        json(created.asString()).put(item).then().statusCode(200).header("ETag", created.header("ETag")).body(equalTo(created.asString()));
        json(created.asString()).patch(item).then().statusCode(200).header("ETag", created.header("ETag"));
    }

    @Test
    default void a_patch_changes_only_what_it_names() {
        Response created = create(unique());
        Map<String, Object> expected = new HashMap<>(created.jsonPath().getMap(""));
        String name = unique();
        Response patched = json(Map.of("name", name)).patch(item(created.path("id")));
        patched.then().statusCode(200).header("ETag", not(created.header("ETag")));
        expected.put("name", name);
        expected.put("updatedAt", patched.path("updatedAt"));
        assertThat(patched.jsonPath().getMap(""), is(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/merge-patch+json", "application/json", "application/merge-patch+json; charset=utf-8",
            "APPLICATION/JSON"})
    default void a_patch_may_be_of_these_types(String type) {
        String name = unique();
        String item = createItem(unique());
        api().contentType(type).body("{\"name\":\"" + name + "\"}").patch(item).then().statusCode(200).body("name", is(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json-patch+json", "text/plain", "application/xml", "application/x-ndjson"})
    default void a_patch_of_another_type_is_refused_with_the_types_that_are_not(String type) {
        Response created = create(unique());
        api().contentType(type).body("{\"name\":\"x\"}".getBytes()).patch(item(created.path("id"))).then().statusCode(415)
                .header("Accept-Patch", containsString("application/merge-patch+json"));
        api().get(item(created.path("id"))).then().header("ETag", created.header("ETag"));
    }

    @Test
    default void a_patch_cannot_clear_a_required_member_nor_an_unknown_one() {
        Response created = create(unique());
        String item = item(created.path("id"));
        json("{\"name\":null}").patch(item).then().statusCode(400).body("errors.pointer", is(List.of("/name")));
        json("{\"nonsense\":null}").patch(item).then().statusCode(400).body("errors.pointer", is(List.of("/nonsense")))
                .body("errors.code", is(List.of("unknown-member")));
        api().get(item).then().header("ETag", created.header("ETag")).body(equalTo(created.asString()));
    }

    @Test
    default void what_is_deleted_is_gone_for_every_method() {
        String item = createItem(unique());
        api().delete(item).then().statusCode(204).body(is(emptyString()));
        api().get(item).then().statusCode(404);
        api().head(item).then().statusCode(404);
        api().delete(item).then().statusCode(404);
        json(body(unique())).put(item).then().statusCode(404);
        json(Map.of("name", unique())).patch(item).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "0", "1.0", "01", "+1", "1e3", "9223372036854775807", "9223372036854775808",
            "99999999999999999999999", "%00", "%20", "1%20", "null", "%D9%A1", "0x1"})
    default void what_is_no_id_is_not_found(String id) {
        api().get(item(id)).then().statusCode(404);
        json(body(unique())).put(item(id)).then().statusCode(404);
        json(Map.of("name", unique())).patch(item(id)).then().statusCode(404);
        api().delete(item(id)).then().statusCode(404);
    }

    @Test
    default void read_only_members_are_ignored() {
        String name = unique();
        Map<String, Object> body = new HashMap<>(body(name));
        body.putAll(Map.of("id", 7_000_000_000_000_000L, "createdAt", "1999-01-01T00:00:00Z", "updatedAt", "nonsense"));
        Response created = json(body).post(path());
        created.then().statusCode(201).body("id", is(lessThan(1_000_000_000))).body("createdAt", startsWith("20"));
        json(Map.of("id", 5, "createdAt", "1999-01-01T00:00:00Z")).patch(item(created.path("id"))).then().statusCode(200)
                .body("createdAt", is(created.<String>path("createdAt"))).header("ETag", created.header("ETag"));
    }

    @Test
    default void a_replacement_with_another_id_is_refused() {
        Response created = create(unique());
        int id = created.path("id");
        json(bodyWith(unique(), "id", id + 1)).put(item(id)).then().statusCode(400).body("errors.pointer", hasItem("/id"));
        api().get(item(id)).then().header("ETag", created.header("ETag"));
        json(bodyWith(unique(), "id", id)).put(item(id)).then().statusCode(200);
    }

    @Test
    default void unknown_members_are_named_by_escaped_pointers() {
        String name = unique();
        Map<String, Object> body = new HashMap<>(body(name));
        body.put("a/b~c", 1);
        body.put("ID", 1);
        json(body).post(path()).then().statusCode(400).body("errors.pointer", hasItem("/a~1b~0c")).body("errors.pointer", hasItem("/ID"));
        assertThat(countNamed(name), is(0));
    }

    @Test
    default void a_name_longer_than_its_limit_is_refused_with_both_lengths() {
        String name = "x".repeat(maxName() + 1);
        json(body(name)).post(path()).then().statusCode(400).body("type", is("/problems/validation"))
                .body("errors.find { it.pointer == '/name' }.code", is("too-long"))
                .body("errors.find { it.pointer == '/name' }.detail",
                        is("at most " + maxName() + " characters, " + (maxName() + 1) + " given"));
    }

    @Test
    default void lengths_count_code_points() {
        JsonPath created = create("😀".repeat(maxName())).jsonPath();
        assertThat(created.getString("name"), is("😀".repeat(maxName())));
        json(body("😀".repeat(maxName() + 1))).post(path()).then().statusCode(400).body("errors.pointer", is(List.of("/name")))
                .body("errors.detail", is(List.of("at most " + maxName() + " characters, " + (maxName() + 1) + " given")));
    }

    @Test
    default void nothing_but_reading_takes_query_parameters() {
        Response created = create(unique());
        String item = item(created.path("id"));
        json(body(unique())).post(path() + "?x=1").then().statusCode(400).body("errors.parameter", is(List.of("x")));
        json(body(unique())).put(item + "?fields=id").then().statusCode(400).body("errors.parameter", is(List.of("fields")));
        json(Map.of("name", unique())).patch(item + "?x=1").then().statusCode(400);
        api().delete(item + "?x=1").then().statusCode(400);
        api().get(item + "?limit=1").then().statusCode(400).body("errors.parameter", is(List.of("limit")));
        api().get(item).then().statusCode(200).header("ETag", created.header("ETag"));
    }

    @Test
    default void a_single_entity_can_be_read_in_part() {
        Response created = create(unique());
        Response part = api().get(item(created.path("id")) + "?fields=name,id");
        part.then().statusCode(200).header("ETag", created.header("ETag"));
        assertThat(part.jsonPath().getMap("").keySet(), is(Set.of("id", "name")));
        api().get(item(created.path("id")) + "?fields=secret").then().statusCode(400).body("errors.parameter", is(List.of("fields")));
    }
}
