package io.videocatalog.playlist;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.videocatalog.resource.EntityContractTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The entity of docs/add-an-entity.md keeps the contract that videos and users keep. */
@QuarkusTest
class PlaylistTest extends EntityContractTest {

    @Override
    public String path() {
        return "/api/playlists";
    }

    @Override
    public Map<String, Object> body(String name) {
        return Map.of("name", name, "rank", 2);
    }

    @Override
    public List<String> sortable() {
        return List.of("id", "name", "rank", "createdAt", "updatedAt");
    }

    @Override
    public int maxName() {
        return 100;
    }

    @Test
    void names_every_broken_constraint_of_the_entity() {
        json(Map.of("name", " ", "rank", 9, "curatorId", 4_000_000)).post(path()).then().statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/name", "/rank", "/curatorId"))
                .body("errors.code", containsInAnyOrder("blank", "max", "not-found"));
    }

    @Test
    void filters_and_sorts_by_a_number() {
        String word = unique();
        json(Map.of("name", word, "rank", 1)).post(path()).then().statusCode(201);
        json(Map.of("name", word, "rank", 4)).post(path()).then().statusCode(201);
        json(Map.of("name", word, "rank", 5)).post(path()).then().statusCode(201);
        api().get(path() + "?rank.gte=2&sort=-rank&q=" + word).then().statusCode(200).body("items.rank", is(List.of(5, 4)));
        api().get(path() + "?rank=1&name=" + word).then().statusCode(200).body("items.rank", is(List.of(1)));
    }

    @Test
    void keeps_a_user_who_curates() {
        Object curator = json(Map.of("name", "c", "email", unique() + "@example.org")).post("/api/users").path("id");
        json(Map.of("name", unique(), "rank", 1, "curatorId", curator)).post(path()).then().statusCode(201).body("curatorId", is(curator));
        api().delete("/api/users/" + curator).then().statusCode(409).body("type", is("/problems/in-use"));
        api().get("/api/users/" + curator).then().statusCode(200);
    }
}
