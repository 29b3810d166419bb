package io.videocatalog.live;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.videocatalog.http.StrictJson;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What listeners are told, and when they come back. */
@QuarkusTest
class EventsTest {

    @Inject
    DataSource database;

    private static int create() {
        return json(Map.of("name", unique(), "description", "d")).post("/api/videos").then().statusCode(201).extract().path("id");
    }

    private static void rename(int id) {
        json(Map.of("name", unique())).patch("/api/videos/" + id).then().statusCode(200);
    }

    @Test
    void tells_of_every_change_as_the_history_has_it() {
        try (EventStream stream = EventStream.fromNow("")) {
            int id = create();
            rename(id);
            api().delete("/api/videos/" + id).then().statusCode(204);
            List<Map<String, Object>> history = api().get("/api/changes?entity=videos&id=" + id).jsonPath().getList("items");
            assertEquals(3, history.size());
            for (Map<String, Object> change : history) {
                change.remove("before");
                assertEquals(StrictJson.MAPPER.valueToTree(change).toString(), stream.change().toString());
            }
        }
    }

    @Test
    void says_how_the_stream_is_to_be_handled() {
        try (EventStream stream = EventStream.fromNow("")) {
            assertTrue(stream.header("Content-Type").startsWith("text/event-stream"));
            assertEquals("no-store", stream.header("Cache-Control"));
            assertEquals("no", stream.header("X-Accel-Buffering"));
        }
        api().head("/api/events").then().statusCode(200).contentType(startsWith("text/event-stream")).body(emptyString());
    }

    @Test
    void tells_only_of_what_was_asked_for() {
        int other = create();
        int wanted = create();
        try (EventStream users = EventStream.fromNow("?entity=users");
                EventStream one = EventStream.fromNow("?entity=videos&id=" + wanted)) {
            rename(other);
            rename(wanted);
            int user = json(Map.of("name", "n", "email", unique() + "@example.org")).post("/api/users").path("id");
            rename(wanted);
            assertEquals(user, users.change().get("id").asInt());
            assertEquals(List.of(1, 2), List.of(one.change().get("version").asInt(), one.change().get("version").asInt()));
            assertNull(users.poll(300, TimeUnit.MILLISECONDS));
            assertNull(one.poll(0, TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void gives_a_sign_of_life_and_moves_on_who_hears_of_nothing() throws Exception {
        try (EventStream users = EventStream.fromNow("?entity=users"); EventStream all = EventStream.fromNow("")) {
            String before = users.lastId();
            create();
            String now = all.next("change").id();
            while (!users.lastId().equals(now)) {
                assertTrue(List.of(before, now).contains(users.lastId()), users.lastId());
                users.awaitHeartbeat();
            }
            assertNull(users.poll(0, TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void goes_on_where_a_listener_has_stopped() {
        int id = create();
        String last;
        try (EventStream stream = EventStream.fromNow("?entity=videos&id=" + id)) {
            rename(id);
            last = stream.next("change").id();
        }
        rename(id);
        rename(id);
        try (EventStream header = EventStream.resume("?entity=videos&id=" + id + "&lastEventId=0", last);
                EventStream parameter = EventStream.open("?entity=videos&id=" + id + "&lastEventId=" + last)) {
            for (EventStream stream : List.of(header, parameter)) {
                assertEquals(last, stream.next("ready").id());
                assertEquals(2, stream.change().get("version").asInt());
                assertEquals(3, stream.change().get("version").asInt());
            }
            rename(id);
            assertEquals(4, header.change().get("version").asInt());
        }
    }

    @Test
    void goes_on_from_far_behind_without_a_gap() {
        int id = create();
        String last = String.valueOf(number(id));
        String rows = "{\"name\":\"row\",\"description\":\"d\"}\n".repeat(2_500);
        String request = unique();
        api().contentType("application/x-ndjson").header("X-Request-Id", request).body(rows).post("/api/videos/import").then()
                .statusCode(200);
        rename(id);
        try (EventStream stream = EventStream.resume("?entity=videos", last).ready()) {
            long before = Long.parseLong(last);
            for (int i = 0; i < 2_500; i++) {
                JsonNode change = stream.change();
                assertEquals(request, change.get("requestId").asText());
                assertTrue(change.get("number").asLong() > before);
                before = change.get("number").asLong();
            }
            assertEquals(id, stream.change().get("id").asInt());
            assertNull(stream.poll(300, TimeUnit.MILLISECONDS));
        }
    }

    private static long number(int id) {
        return api().get("/api/videos/" + id + "/history").jsonPath().getLong("items[0].number");
    }

    @Test
    void has_those_read_anew_who_have_missed_what_is_no_longer_kept() throws Exception {
        int id = create();
        rename(id);
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            statement.executeUpdate("delete from changes where number < " + number(id));
        }
        EventStream.fromNow("").close(); // By then all of it has been read, where the others begin.
        try (EventStream late = EventStream.resume("", "0");
                EventStream ahead = EventStream.resume("", String.valueOf(Long.MAX_VALUE / 10_000));
                EventStream intime = EventStream.resume("", String.valueOf(number(id) - 1))) {
            for (EventStream stream : List.of(late, ahead)) {
                EventStream.Event reset = stream.next("reset");
                assertEquals(String.valueOf(reset.number()), reset.id());
                assertTrue(reset.number() >= number(id));
                assertEquals(reset.id(), stream.next("ready").id());
            }
            intime.ready();
            assertEquals(id, intime.change().get("id").asInt());
            rename(id);
            assertEquals(2, late.change().get("version").asInt());
            assertEquals(2, ahead.change().get("version").asInt());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"entity=films", "entity=", "entity=tokens", "id=1", "entity=videos&id=x", "entity=videos&id=-1",
            "lastEventId=x",
            "lastEventId=", "lastEventId=-1", "lastEventId=9999999999999999999", "limit=1", "entity=videos&entity=users"})
    void refuses_what_is_not_asked_properly(String query) {
        api().get("/api/events?" + query).then().statusCode(400).contentType("application/problem+json")
                .body("errors[0].parameter", equalTo(query.replaceFirst("^entity=videos&(?=id|entity)", "").replaceFirst("=.*", "")));
    }

    @Test
    void refuses_an_id_that_no_event_has() {
        api().header("Last-Event-ID", "x").get("/api/events").then().statusCode(400).body("type", equalTo("/problems/malformed"));
        api().header("Last-Event-ID", "1").head("/api/events").then().statusCode(200);
    }
}
