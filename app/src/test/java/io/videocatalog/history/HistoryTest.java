package io.videocatalog.history;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.videocatalog.model.Change;
import io.videocatalog.model.Video;
import io.videocatalog.operations.Chores;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written down of every change, and how it is read. */
@QuarkusTest
class HistoryTest {

    private static Map<String, Object> video(String name) {
        return Map.of("name", name, "description", "what it is about");
    }

    private static int create(String name) {
        return json(video(name)).post("/api/videos").then().statusCode(201).extract().path("id");
    }

    private static JsonPath history(int id) {
        return api().get("/api/videos/" + id + "/history").then().statusCode(200).extract().jsonPath();
    }

    private static JsonPath changes(String query) {
        return api().get("/api/changes?" + query).then().statusCode(200).extract().jsonPath();
    }

    @Test
    void tells_of_every_kind_of_write_what_was_before_and_after() {
        int id = create("first");
        json(video("second")).put("/api/videos/" + id).then().statusCode(200);
        json(Map.of("name", "third")).header("X-Request-Id", "patch-" + id).patch("/api/videos/" + id).then().statusCode(200);
        JsonPath shown = api().get("/api/videos/" + id).jsonPath();
        api().delete("/api/videos/" + id).then().statusCode(204);
        JsonPath history = history(id);
        assertThat(history.getList("items.kind"), is(List.of("deleted", "updated", "updated", "created")));
        assertThat(history.getList("items.version"), is(List.of(3, 2, 1, 0)));
        assertThat(history.getMap("items[0].before"), is(shown.getMap("")));
        assertThat(history.get("items[0].after"), nullValue());
        assertThat(history.getList("items[1,2].before.name"), is(List.of("second", "first")));
        assertThat(history.getList("items[1,2].after.name"), is(List.of("third", "second")));
        assertThat(history.get("items[3].before"), nullValue());
        assertThat(history.getString("items[1].requestId"), is("patch-" + id));
        assertThat(history.getString("items[1].by.name"), is("operator"));
        assertThat(history.get("items[1].by.id"), nullValue());
        assertThat(history.getList("items.entity"), is(List.of("videos", "videos", "videos", "videos")));
    }

    @Test
    void tells_nothing_of_what_was_refused_or_changed_nothing() {
        int id = create("first");
        json(Map.of("name", "first")).patch("/api/videos/" + id).then().statusCode(200);
        json(Map.of("name", "")).patch("/api/videos/" + id).then().statusCode(400);
        json(Map.of("name", "x")).header("If-Match", "\"7\"").patch("/api/videos/" + id).then().statusCode(412);
        String email = unique() + "@example.org";
        int user = json(Map.of("name", "n", "email", email)).post("/api/users").path("id");
        json(Map.of("name", "m", "email", email)).header("X-Request-Id", "twice-" + email).post("/api/users").then().statusCode(409);
        assertThat(history(id).getList("items"), hasSize(1));
        assertThat(changes("requestId=twice-" + email).getList("items"), is(empty()));
        assertThat(changes("entity=users&id=" + user).getList("items"), hasSize(1));
    }

    @Test
    void tells_of_every_row_of_an_import_under_its_request() {
        int id = create("old");
        String request = unique();
        String rows = "{\"id\":" + id + ",\"name\":\"new\",\"description\":\"d\"}\n{\"name\":\"\",\"description\":\"d\"}\n"
                + "{\"name\":\"added\",\"description\":\"d\"}\n";
        importing(rows, request, "mode=upsert").then().statusCode(200).body(containsString("\"rejected\":1"));
        JsonPath changes = changes("requestId=" + request);
        assertThat(changes.getList("items.kind"), containsInAnyOrder("created", "updated"));
        assertThat(changes.getString("items.find { it.kind == 'updated' }.before.name"), is("old"));
        assertThat(changes.getString("items.find { it.kind == 'updated' }.after.name"), is("new"));
        importing(rows, request + "again", "atomic=true").then().statusCode(200);
        importing(rows, request + "again", "dryRun=true").then().statusCode(200);
        assertThat(changes("requestId=" + request + "again").getList("items"), is(empty()));
    }

    private static Response importing(String rows, String request, String options) {
        return api().contentType("application/x-ndjson").header("X-Request-Id", request).body(rows).post("/api/videos/import?" + options);
    }

    @Test
    void keeps_the_rows_that_an_import_could_write_when_the_database_refuses_others() {
        String taken = unique() + "@example.org";
        json(Map.of("name", "n", "email", taken)).post("/api/users").then().statusCode(201);
        String request = unique();
        api().contentType("application/x-ndjson").header("X-Request-Id", request)
                .body("{\"name\":\"one\",\"email\":\"" + unique() + "@example.org\"}\n{\"name\":\"two\",\"email\":\"" + taken + "\"}\n")
                .post("/api/users/import").then().body(containsString("\"created\":1"));
        assertThat(changes("requestId=" + request).getList("items.after.name"), is(List.of("one")));
    }

    @Test
    void tells_of_an_import_that_is_more_than_memory_is_to_hold() {
        String request = unique();
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 12_000; i++) {
            rows.append("{\"name\":\"").append(request).append(' ').append(i).append("\",\"description\":\"d\"}\n");
        }
        importing(rows.toString(), request, "atomic=true").then().statusCode(200).body(containsString("\"created\":12000"));
        JsonPath last = changes("sort=-number&limit=200&requestId=" + request);
        assertThat(last.getString("items[0].after.name"), is(request + " 11999"));
        long rest = QuarkusTransaction.requiringNew().call(() -> Change.count("requestId", request));
        assertThat(rest, is(12_000L));
    }

    @Test
    void tells_of_what_application_code_does() {
        Supplier<Video> persisted = () -> {
            Video video = new Video();
            video.name = "by code";
            video.description = "d";
            video.persistAndFlush();
            video.name = "by code, changed";
            return video;
        };
        Video video = QuarkusTransaction.requiringNew().call(persisted::get);
        QuarkusTransaction.requiringNew().run(() -> Video.findById(video.id).delete());
        JsonPath history = history(video.id.intValue());
        assertThat(history.getList("items.kind"), is(List.of("deleted", "updated", "created")));
        assertThat(history.getString("items[1].before.name"), is("by code"));
        assertThat(history.getString("items[1].after.name"), is("by code, changed"));
        assertThat(history.getString("items[0].before.name"), is("by code, changed"));
    }

    @Test
    void keeps_nothing_of_a_transaction_that_is_rolled_back() {
        String name = unique();
        assertThrows(IllegalStateException.class, () -> QuarkusTransaction.requiringNew().run(() -> {
            Video video = new Video();
            video.name = name;
            video.description = "d";
            video.persistAndFlush();
            throw new IllegalStateException();
        }));
        assertThat(changes("sort=-number&limit=200").getString("items.after.name"), not(containsString(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"update Video set name = 'x'", "delete from Video where name = 'x'",
            "insert into Video (name, description) select name, description from Video"})
    void lets_nothing_be_changed_behind_its_back(String statement) {
        Throwable refusal = assertThrows(RuntimeException.class, () -> QuarkusTransaction.requiringNew()
                .run(() -> Video.getEntityManager().createQuery(statement).executeUpdate()));
        assertThat(refusal.toString(), containsString("would leave no trace"));
    }

    @Test
    void is_read_page_by_page_in_both_directions() {
        int id = create("0");
        for (int i = 1; i <= 4; i++) {
            json(Map.of("name", String.valueOf(i))).patch("/api/videos/" + id).then().statusCode(200);
        }
        Response first = api().get("/api/videos/" + id + "/history?limit=2");
        assertThat(first.jsonPath().getList("items.after.name"), is(List.of("4", "3")));
        assertThat(first.header("Link"), containsString("rel=\"next\""));
        assertThat(api().get(first.path("next").toString()).jsonPath().getList("items.after.name"), is(List.of("2", "1")));
        JsonPath up = changes("entity=videos&id=" + id + "&limit=3");
        assertThat(up.getList("items.after.name"), is(List.of("0", "1", "2")));
        JsonPath rest = api().get(up.getString("next")).jsonPath();
        assertThat(rest.getList("items.after.name"), is(List.of("3", "4")));
        assertThat(rest.get("next"), nullValue());
        assertThat(changes("entity=videos&id=" + id + "&kind=created&by=operator").getList("items.after.name"), is(List.of("0")));
        assertThat(changes("entity=videos&id=" + id + "&by=4000000000").getList("items"), is(empty()));
        assertThat(changes("entity=videos&id=" + id + "&before=" + up.getLong("items[1].number")).getList("items"), hasSize(1));
        api().get("/api/changes/" + up.getLong("items[1].number")).then().statusCode(200).body("after.name", is("1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"entity=tokens", "entity=nothing", "id=1", "entity=videos&id=x", "by=somebody", "kind=changed", "after=-1",
            "after=99999999999999999999", "limit=0", "sort=at", "cursor=x"})
    void refuses_what_it_does_not_understand(String query) {
        api().get("/api/changes?" + query).then().statusCode(400).body("type", is("/problems/validation"));
    }

    @Test
    void has_nothing_of_what_never_was() {
        api().get("/api/videos/4000000000/history").then().statusCode(404);
        api().get("/api/videos/x/history").then().statusCode(404);
        api().get("/api/changes/0").then().statusCode(404);
        api().get("/api/changes/4000000000000").then().statusCode(404);
    }

    @Test
    void is_kept_for_as_long_as_it_is_to_be_and_no_longer() {
        int id = create("kept");
        OldChanges chore = new OldChanges();
        chore.retention = Duration.ofDays(1);
        Chores.carryOut(chore);
        assertThat(history(id).getList("items"), hasSize(1));
        chore.retention = Duration.ofDays(-1);
        int last = create("of which numbers go on");
        Chores.carryOut(chore);
        assertThat(history(id).getList("items"), is(empty()));
        assertThat(changes("limit=20").getList("items.id"), is(List.of(last)));
        json(Map.of("name", "goes on")).patch("/api/videos/" + id).then().statusCode(200);
        assertThat(history(id).getList("items"), hasSize(1));
    }
}
