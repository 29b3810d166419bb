package io.videocatalog.history;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.atOnce;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Changes that are taken back, and why some cannot be. */
@QuarkusTest
class RevertTest {

    private static int create(String path, Map<String, Object> body) {
        return json(body).post(path).then().statusCode(201).extract().path("id");
    }

    private static int video(String name) {
        return create("/api/videos", Map.of("name", name, "description", "what it is about"));
    }

    private static int user(String email) {
        return create("/api/users", Map.of("name", "n", "email", email));
    }

    private static int lastChange(String path) {
        return api().get(path + "/history?limit=1").then().statusCode(200).extract().path("items[0].number");
    }

    private static Response revert(int number) {
        return api().post("/api/changes/" + number + "/revert");
    }

    private static Response revertRequest(String request) {
        return json(Map.of("requestId", request)).post("/api/changes/revert");
    }

    @Test
    void a_deletion_taken_back_gives_the_row_again_as_a_new_version() {
        int owner = user(unique() + "@example.org");
        int id = create("/api/videos", Map.of("name", "kept", "description", "d", "ownerId", owner));
        json(Map.of("description", "more")).patch("/api/videos/" + id).then().statusCode(200);
        JsonPath before = api().get("/api/videos/" + id).jsonPath();
        api().delete("/api/videos/" + id).then().statusCode(204);
        int number = lastChange("/api/videos/" + id);
        revert(number).then().statusCode(200).body("kind", is("created")).body("version", is(3)).body("after.name", is("kept"));
        Response again = api().get("/api/videos/" + id).then().statusCode(200).header("ETag", "\"3\"").extract().response();
        for (String member : List.of("id", "name", "description", "ownerId", "createdAt")) {
            assertThat((Object) again.path(member), is((Object) before.get(member)));
        }
        assertThat(api().get("/api/videos?q=kept&limit=200").jsonPath().getList("items.id"), hasItem(id));
        json(Map.of("name", "goes on")).header("If-Match", "\"3\"").patch("/api/videos/" + id).then().statusCode(200);
    }

    @Test
    void an_update_taken_back_gives_the_state_before_it_and_can_be_taken_back_itself() {
        int id = video("one");
        json(Map.of("name", "two")).patch("/api/videos/" + id).then().statusCode(200);
        int number = lastChange("/api/videos/" + id);
        Response reverted = revert(number).then().statusCode(200).body("after.name", is("one")).extract().response();
        api().get("/api/videos/" + id).then().body("name", is("one"));
        revert(reverted.path("number")).then().statusCode(200).body("after.name", is("two"));
        api().get("/api/videos/" + id + "/history").then().body("items.kind", is(List.of("updated", "updated", "updated", "created")));
    }

    @Test
    void a_creation_taken_back_is_a_deletion() {
        int id = video("by mistake");
        revert(lastChange("/api/videos/" + id)).then().statusCode(200).body("kind", is("deleted")).body("after", nullValue());
        api().get("/api/videos/" + id).then().statusCode(404);
    }

    @Test
    void what_was_changed_since_is_not_taken_back() {
        int id = video("one");
        int first = lastChange("/api/videos/" + id);
        json(Map.of("name", "two")).patch("/api/videos/" + id).then().statusCode(200);
        int second = lastChange("/api/videos/" + id);
        json(Map.of("name", "three")).patch("/api/videos/" + id).then().statusCode(200);
        for (int number : List.of(first, second)) {
            revert(number).then().statusCode(409).body("detail", allOf(containsString("was changed since, by operator"),
                    containsString("(change " + lastChange("/api/videos/" + id) + ")")));
        }
        api().get("/api/videos/" + id).then().body("name", is("three"));
        revert(lastChange("/api/videos/" + id)).then().statusCode(200);
        revert(second).then().statusCode(409);
    }

    @Test
    void an_address_that_is_taken_meanwhile_keeps_its_first_user_away() {
        String email = unique() + "@example.org";
        int first = user(email);
        api().delete("/api/users/" + first).then().statusCode(204);
        int second = user(email);
        revert(lastChange("/api/users/" + first)).then().statusCode(409).body("errors[0].pointer", is("/email"))
                .body("errors[0].code", is("duplicate"));
        api().delete("/api/users/" + second).then().statusCode(204);
        revert(lastChange("/api/users/" + first)).then().statusCode(200).body("after.email", is(email));
    }

    @Test
    void a_row_does_not_come_back_to_an_owner_who_is_gone() {
        int owner = user(unique() + "@example.org");
        int id = create("/api/videos", Map.of("name", "left", "description", "d", "ownerId", owner));
        api().delete("/api/videos/" + id).then().statusCode(204);
        api().delete("/api/users/" + owner).then().statusCode(204);
        int number = lastChange("/api/videos/" + id);
        revert(number).then().statusCode(409).body("detail", containsString("ownerId: refers to nothing that exists"));
        revert(lastChange("/api/users/" + owner)).then().statusCode(200);
        revert(number).then().statusCode(200);
    }

    @Test
    void a_user_who_has_videos_by_now_stays() {
        int owner = user(unique() + "@example.org");
        int number = lastChange("/api/users/" + owner);
        create("/api/videos", Map.of("name", "kept", "description", "d", "ownerId", owner));
        revert(number).then().statusCode(409).body("type", is("/problems/in-use"));
        api().get("/api/users/" + owner).then().statusCode(200);
    }

    @Test
    void the_trash_has_what_was_deleted_until_it_is_taken_back() {
        int id = video("thrown away");
        int other = video("kept");
        api().delete("/api/videos/" + id).then().statusCode(204);
        JsonPath trash = api().get("/api/trash?limit=200&entity=videos").then().statusCode(200).extract().jsonPath();
        assertThat(trash.getInt("items[0].id"), is(id));
        assertThat(trash.getString("items[0].before.name"), is("thrown away"));
        assertThat(trash.getList("items.id"), not(hasItem(other)));
        revert(trash.getInt("items[0].number")).then().statusCode(200);
        assertThat(api().get("/api/trash?limit=200&entity=videos").jsonPath().getList("items.id"), not(hasItem(id)));
        api().get("/api/trash?entity=nothing").then().statusCode(400);
    }

    @Test
    void an_import_is_taken_back_as_a_whole() {
        int kept = video("before");
        String request = unique();
        StringBuilder rows = new StringBuilder("{\"id\":" + kept + ",\"name\":\"after\",\"description\":\"d\"}\n");
        for (int i = 0; i < 1_200; i++) {
            rows.append("{\"name\":\"").append(request).append("\",\"description\":\"d\"}\n");
        }
        rows.append("{\"id\":").append(kept).append(",\"name\":\"after all\",\"description\":\"d\"}\n");
        importVideos(rows.toString(), request);
        revertRequest(request).then().statusCode(200).body("reverted", is(1_201));
        api().get("/api/videos?count=true&name=" + request).then().body("total", is(0));
        api().get("/api/videos/" + kept).then().body("name", is("before")).body("description", is("what it is about"));
        revertRequest(request).then().statusCode(409);
    }

    private static void importVideos(String rows, String request) {
        api().contentType("application/x-ndjson").header("X-Request-Id", request).body(rows).post("/api/videos/import?mode=upsert").then()
                .statusCode(200).body(containsString("\"rejected\":0"));
    }

    @Test
    void nothing_of_an_import_is_taken_back_when_one_row_was_changed_since() {
        String request = unique();
        importVideos(("{\"name\":\"" + request + "\",\"description\":\"d\"}\n").repeat(3), request);
        List<Integer> ids = api().get("/api/videos?name=" + request).jsonPath().getList("items.id");
        json(Map.of("description", "mine")).patch("/api/videos/" + ids.get(1)).then().statusCode(200);
        revertRequest(request).then().statusCode(409)
                .body("detail",
                        allOf(containsString("Nothing was taken back"), containsString("The video " + ids.get(1) + " was changed since")));
        assertThat(api().get("/api/videos?name=" + request).jsonPath().getList("items.id"), hasSize(3));
    }

    @Test
    void what_no_request_has_done_is_not_found() {
        revertRequest("unheard of").then().statusCode(404);
        revert(0).then().statusCode(404);
        json(Map.of()).post("/api/changes/revert").then().statusCode(400).body("errors[0].pointer", is("/requestId"));
        json(Map.of("requestId", "\u0000")).post("/api/changes/revert").then().statusCode(400);
        json(Map.of("requestId", "x", "number", 1)).post("/api/changes/revert").then().statusCode(400);
    }

    @Test
    void two_who_take_back_the_same_change_at_once_do_it_once() {
        int id = video("one");
        json(Map.of("name", "two")).patch("/api/videos/" + id).then().statusCode(200);
        int number = lastChange("/api/videos/" + id);
        List<Integer> statuses = atOnce(4, () -> revert(number).statusCode());
        assertThat(statuses.stream().sorted().toList(), is(List.of(200, 409, 409, 409)));
        api().get("/api/videos/" + id).then().body("name", is("one")).header("ETag", "\"2\"");
    }
}
