package io.videocatalog.video;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.videocatalog.resource.EntityContractTest;
import io.videocatalog.resource.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class VideoTest extends EntityContractTest {

    @Override
    public String path() {
        return "/api/videos";
    }

    @Override
    public Map<String, Object> body(String name) {
        return Map.of("name", name, "description", "What " + name.length() + " characters are about");
    }

    @Override
    public List<String> sortable() {
        return List.of("id", "name", "createdAt", "updatedAt");
    }

    @Override
    public int maxName() {
        return 250;
    }

    private int createUser() {
        return json(Map.of("name", "Owner", "email", unique() + "@example.org")).post("/api/users").then().statusCode(201).extract()
                .path("id");
    }

    @Test
    void has_an_owner_or_none() {
        int owner = createUser();
        json(bodyWith(unique(), "ownerId", owner)).post(path()).then().statusCode(201).body("ownerId", is(owner));
        json(body(unique())).post(path()).then().statusCode(201).body("ownerId", nullValue());
        json(bodyWith(unique(), "ownerId", null)).post(path()).then().statusCode(201).body("ownerId", nullValue());
    }

    @Test
    void a_replacement_without_the_owner_clears_it() {
        int id = json(bodyWith(unique(), "ownerId", createUser())).post(path()).path("id");
        json(body(unique())).put(item(id)).then().statusCode(200).body("ownerId", nullValue());
        api().get(item(id)).then().body("ownerId", nullValue());
    }

    @Test
    void a_patch_sets_keeps_and_clears_the_owner() {
        int owner = createUser();
        String item = createItem(unique());
        json(Map.of("ownerId", owner)).patch(item).then().statusCode(200).body("ownerId", is(owner));
        json(Map.of("description", "other")).patch(item).then().statusCode(200).body("ownerId", is(owner));
        json("{\"ownerId\":null}").patch(item).then().statusCode(200).body("ownerId", nullValue());
    }

    @Test
    void rejects_an_owner_who_does_not_exist() {
        String name = unique();
        json(bodyWith(name, "ownerId", 4_000_000_000_000_000L)).post(path()).then().statusCode(400)
                .body("errors.pointer", is(List.of("/ownerId"))).body("errors.code", is(List.of("not-found")));
        api().get(path() + "?name=" + name).then().body("items", hasSize(0));
        var video = create(name);
        json(Map.of("ownerId", 4_000_000_000_000_000L)).patch(item(video.path("id"))).then().statusCode(400).body("errors.pointer",
                is(List.of("/ownerId")));
        api().get(item(video.path("id"))).then().header("ETag", video.header("ETag"));
    }

    @Test
    void an_import_keeps_owners() {
        int owner = createUser();
        String owned = Json.text(bodyWith(unique(), "ownerId", owner));
        assertSummary(importLines("?mode=upsert", owned, row(unique()), owned), 3, 0, 0);
        String list = api().get(path() + "?ownerId=" + owner).asString();
        String export = api().get(path() + "?format=ndjson&ownerId=" + owner).asString();
        api().get(path() + "?ownerId=" + owner).jsonPath().getList("items.id").forEach(id -> api().delete(item(id)).then().statusCode(204));
        assertSummary(importLines("?mode=upsert", export), 2, 0, 0);
        assertThat(api().get(path() + "?ownerId=" + owner).asString(), is(list));
        assertSummary(importLines("?mode=upsert", export), 0, 2, 0);
    }

    @Test
    void an_import_changes_a_video_that_has_an_owner() {
        int owner = createUser();
        int id = json(bodyWith(unique(), "ownerId", owner)).post(path()).path("id");
        String name = unique();
        String row = "{\"id\":" + id + ",\"name\":\"" + name + "\",\"description\":\"d\",\"ownerId\":" + owner + "}";
        assertSummary(importLines("?mode=upsert", row), 0, 1, 0);
        api().get(item(id)).then().body("name", is(name)).body("ownerId", is(owner));
    }

    @Test
    void an_import_rejects_owners_who_do_not_exist_and_keeps_the_other_rows() {
        String word = unique();
        String orphan = "{\"name\":\"" + word + "\",\"description\":\"d\",\"ownerId\":4000000000000000}";
        var report = importLines("?mode=upsert", row(word), orphan, row(word));
        assertRejected(report.get(0), 2, "/ownerId", "not-found");
        assertSummary(report, 2, 0, 1);
        assertThat(countNamed(word), is(2));
    }

    @Test
    void rejects_a_description_longer_than_500_characters() {
        json(bodyWith(unique(), "description", "é".repeat(500))).post(path()).then().statusCode(201);
        json(bodyWith(unique(), "description", "😀".repeat(501))).post(path()).then().statusCode(400)
                .body("errors.detail", is(List.of("at most 500 characters, 501 given")));
    }

    @Test
    void filters_by_owner() {
        int owner = createUser();
        int id = json(bodyWith(unique(), "ownerId", owner)).post(path()).path("id");
        api().get(path() + "?ownerId=" + owner + "&count=true").then().statusCode(200).body("items.id", is(List.of(id))).body("total",
                is(1));
        api().get(path() + "?ownerId=" + createUser()).then().statusCode(200).body("items", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "1.0", "null", "+1", "%2B1", "%D9%A1", "9223372036854775808", "1,2", "1%20or%201=1", "%00"})
    void rejects_an_owner_in_a_filter_that_is_no_id(String owner) {
        api().get(path() + "?ownerId=" + owner).then().statusCode(400).body("errors.parameter", is(List.of("ownerId")));
    }
}
