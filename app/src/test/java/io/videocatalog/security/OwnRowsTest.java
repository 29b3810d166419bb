package io.videocatalog.security;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static io.videocatalog.security.Person.asAdmin;
import static io.videocatalog.security.Person.videoNamed;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.videocatalog.model.User;
import io.videocatalog.model.Video;
import io.videocatalog.resource.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What belongs to somebody, and what others see and change of it. */
@QuarkusTest
@TestProfile(SignInRequired.class)
class OwnRowsTest {

    private static final String NDJSON = "application/x-ndjson";

    private static Map<String, Object> video(String name, Object owner) {
        Map<String, Object> video = new HashMap<>(videoNamed(name));
        video.put("ownerId", owner);
        return video;
    }

    @Test
    void what_an_editor_creates_is_the_editor_s() {
        Person editor = Person.of("editor");
        editor.sends(videoNamed(unique())).post("/api/videos").then().statusCode(201).body("ownerId", is(editor.id()));
        editor.sends(video(unique(), null)).post("/api/videos").then().statusCode(201).body("ownerId", is(editor.id()));
        Person.of("editor", Map.of("editsAll", true)).sends(videoNamed(unique())).post("/api/videos").then().statusCode(201)
                .body("ownerId", nullValue());
    }

    @Test
    void a_replacement_that_says_no_owner_stays_the_editor_s() {
        Person editor = Person.of("editor");
        String video = editor.video();
        editor.sends(videoNamed(unique())).put(video).then().statusCode(200).body("ownerId", is(editor.id()));
    }

    @Test
    void an_editor_creates_nothing_for_others() {
        String name = unique();
        Person editor = Person.of("editor");
        editor.sends(video(name, Person.of("viewer").id())).post("/api/videos").then().statusCode(403).body("errors.pointer",
                is(List.of("/ownerId")));
        editor.asks().get("/api/videos?name=" + name).then().body("items", empty());
    }

    @Test
    void an_editor_does_not_give_away_take_over_or_let_go_of_a_video() {
        Person editor = Person.of("editor");
        Person other = Person.of("editor");
        String own = editor.video();
        String foreign = other.video();
        editor.sends(Map.of("ownerId", other.id())).patch(own).then().statusCode(403);
        editor.sends("{\"ownerId\":null}").patch(own).then().statusCode(403);
        editor.sends(video(unique(), other.id())).put(own).then().statusCode(403);
        editor.sends(Map.of("ownerId", editor.id())).patch(foreign).then().statusCode(403);
        editor.asks().get(own).then().body("ownerId", is(editor.id())).header("ETag", "\"0\"");
        editor.asks().get(foreign).then().body("ownerId", is(other.id())).header("ETag", "\"0\"");
    }

    @Test
    void what_is_not_allowed_does_not_tell_whether_preconditions_hold() {
        String foreign = Person.of("editor").video();
        Person editor = Person.of("editor");
        editor.sends(Map.of("name", "x")).header("If-Match", "\"0\"").patch(foreign).then().statusCode(403).header("ETag", nullValue());
        editor.sends(Map.of("name", "x")).header("If-Match", "\"7\"").patch(foreign).then().statusCode(403).header("ETag", nullValue());
    }

    @Test
    void an_import_writes_what_is_the_editor_s_own_and_rejects_the_rest() {
        Person editor = Person.of("editor");
        Person other = Person.of("editor");
        String foreign = other.video().replaceAll(".*/", "");
        String own = editor.video().replaceAll(".*/", "");
        String name = unique();
        String rows = String.join("\n", Json.text(videoNamed(name)), Json.text(video(name, other.id())),
                "{\"id\":" + foreign + ",\"name\":\"" + name + "\",\"description\":\"d\"}",
                "{\"id\":" + own + ",\"name\":\"" + name + "\",\"description\":\"d\"}",
                "{\"id\":" + own + ",\"name\":\"" + name + "\",\"description\":\"d\",\"ownerId\":" + other.id() + "}");
        String report = editor.asks().contentType(NDJSON).body(rows).post("/api/videos/import?mode=upsert").asString();
        assertThat(report, containsString("{\"line\":2,\"errors\":[{\"pointer\":\"/ownerId\",\"code\":\"not-allowed\""));
        assertThat(report, containsString("{\"line\":3,\"errors\":"));
        assertThat(report, containsString("{\"line\":5,\"errors\":"));
        assertThat(report, containsString("{\"created\":1,\"updated\":1,\"rejected\":3}"));
        editor.asks().get("/api/videos?name=" + name).then().body("items.ownerId", contains(editor.id(), editor.id()));
        editor.asks().get("/api/videos/" + foreign).then().body("ownerId", is(other.id())).header("ETag", "\"0\"");
    }

    @Test
    void an_import_does_not_take_over_what_another_creates_at_the_same_moment() throws Exception {
        Person editor = Person.of("editor");
        Person other = Person.of("editor");
        long id = ThreadLocalRandom.current().nextLong(1L << 30, 1L << 40);
        String row = "{\"id\":" + id + ",\"name\":\"taken over\",\"description\":\"d\"}";
        QuarkusTransaction.begin();
        Video video = new Video();
        video.id = id;
        video.name = "the other's";
        video.description = "d";
        video.owner = User.findById((long) other.id());
        video.persistAndFlush();
        Future<String> report = Executors.newSingleThreadExecutor()
                .submit(() -> editor.asks().contentType(NDJSON).body(row).post("/api/videos/import?mode=upsert").asString());
        Thread.sleep(700); // Until the import waits for the row that it has not seen; late or early, it must not win.
        QuarkusTransaction.commit();
        assertThat(report.get(), containsString("{\"created\":0,\"updated\":0,\"rejected\":1}"));
        editor.asks().get("/api/videos/" + id).then().body("name", is("the other's")).body("ownerId", is(other.id()));
    }

    @Test
    void others_do_not_see_an_address_a_role_or_a_right() {
        Person owner = Person.of("editor");
        Person viewer = Person.of("viewer");
        String user = "/api/users/" + owner.id();
        viewer.asks().get(user).then().statusCode(200).body("", not(hasKey("email"))).body("", not(hasKey("role")))
                .body("", not(hasKey("editsAll"))).body("", hasKey("name"));
        owner.asks().get(user).then().body("email", is(owner.email())).body("role", is("editor"));
        asAdmin(api()).get(user).then().body("email", is(owner.email()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&fields=id,email,role", "&format=ndjson", "&format=csv", "&format=csv&fields=email", "&sort=name"})
    void no_list_or_export_tells_others_addresses(String query) {
        Person owner = Person.of("editor");
        Person viewer = Person.of("viewer");
        String path = "/api/users?createdAt.gte=2020-01-01T00:00:00Z" + query + (query.contains("format") ? "" : "&limit=200");
        String seen = viewer.asks().get(path).then().statusCode(200).extract().asString();
        assertThat(seen, not(containsString(owner.email())));
        assertThat(asAdmin(api()).get(path.replace("&limit=200", "") + (query.contains("format") ? "" : "&format=ndjson")).asString(),
                containsString(owner.email()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"email=x@example.org", "email.contains=x", "sort=email", "sort=-email", "sort=name,-email"})
    void others_do_not_find_out_addresses_by_asking(String query) {
        Person.of("viewer").asks().get("/api/users?" + query).then().statusCode(403);
        Person.of("editor").asks().get("/api/users?count=true&" + query).then().statusCode(403);
        asAdmin(api()).get("/api/users?" + query).then().statusCode(200);
    }

    @Test
    void a_search_does_not_look_into_addresses() {
        Person owner = Person.of("editor");
        Person.of("viewer").asks().get("/api/users?q=" + owner.email().replaceAll("@.*", "")).then().body("items", empty());
    }

    @Test
    void an_export_shows_a_user_s_own_address_only() {
        Person owner = Person.of("editor");
        Person.of("viewer");
        List<String> lines = owner.asks().get("/api/users?format=ndjson").asString().lines().filter(line -> line.contains("email"))
                .toList();
        assertThat(lines, hasSize(1));
        assertThat(lines.get(0), containsString(owner.email()));
    }

    @Test
    void tokens_of_others_do_not_exist() {
        Person owner = Person.of("editor");
        Person other = Person.of("editor");
        int id = owner.asks().get("/api/tokens").path("items[0].id");
        owner.asks().get("/api/tokens?count=true").then().body("total", is(2));
        other.asks().get("/api/tokens").then().body("items.userId", contains(other.id(), other.id()));
        other.asks().get("/api/tokens?format=csv").then().body(not(containsString("," + owner.id() + ",")));
        other.asks().get("/api/tokens?userId=" + owner.id()).then().statusCode(403);
        other.asks().get("/api/tokens?userId=" + other.id()).then().statusCode(200);
        String missing = other.asks().get("/api/tokens/4000000000").asString().replaceAll("\"(instance|requestId)\":\"[^\"]*\"", "");
        assertThat(other.asks().get("/api/tokens/" + id).asString().replaceAll("\"(instance|requestId)\":\"[^\"]*\"", ""), is(missing));
        other.asks().delete("/api/tokens/" + id).then().statusCode(404);
        owner.asks().get("/api/tokens/" + id).then().statusCode(200);
    }

    @Test
    void no_token_may_do_more_than_whoever_makes_it() {
        Person viewer = Person.of("viewer");
        viewer.sends(Map.of("name", "n", "scope", "editor")).post("/api/tokens").then().statusCode(400).body("errors.pointer",
                is(List.of("/scope")));
        Person editor = Person.of("editor");
        String reading = editor.sends(Map.of("name", "n")).post("/api/tokens").then().statusCode(201).body("scope", is("viewer")).extract()
                .path("token");
        Person.with(json(videoNamed(unique())), reading).post("/api/videos").then().statusCode(403);
        Person.with(json(Map.of("name", "n", "scope", "editor")), reading).post("/api/tokens").then().statusCode(400);
        Person.with(api(), reading).get("/api/videos").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z"})
    void a_token_ends_within_a_year(String time) {
        Person.of("viewer").sends(Map.of("name", "n", "expiresAt", time)).post("/api/tokens").then().statusCode(400)
                .body("errors.pointer", is(List.of("/expiresAt")));
    }

    @Test
    void no_token_revokes_one_that_may_do_more() {
        Person editor = Person.of("editor");
        int own = editor.asks().get("/api/tokens?sort=-id").path("items[0].id");
        Response made = editor.sends(Map.of("name", "n")).post("/api/tokens");
        String reading = made.path("token");
        Person.with(api(), reading).delete("/api/tokens/" + own).then().statusCode(403);
        editor.asks().get("/api/videos").then().statusCode(200);
        Person.with(api(), reading).delete("/api/tokens/" + made.path("id")).then().statusCode(204);
        Person.with(api(), reading).get("/api/videos").then().statusCode(401);
    }

    @Test
    void the_entity_tag_of_a_token_changes_with_its_use() {
        Person viewer = Person.of("viewer");
        Response made = viewer.sends(Map.of("name", "n")).post("/api/tokens");
        String token = "/api/tokens/" + made.path("id");
        String before = viewer.asks().get(token).header("ETag");
        Person.with(api(), made.path("token")).get("/api/videos").then().statusCode(200);
        viewer.asks().header("If-None-Match", before).get(token).then().statusCode(200).body("lastUsedAt", notNullValue());
    }

    @Test
    void a_token_cannot_be_asked_for_again_by_a_key() {
        Person.of("viewer").sends(Map.of("name", "n")).header("Idempotency-Key", "\"k\"").post("/api/tokens").then().statusCode(400);
    }

    @Test
    void nobody_has_more_than_100_tokens() {
        Person viewer = Person.of("viewer");
        for (int i = 1; i < 100; i++) {
            viewer.sends(Map.of("name", "n" + i)).post("/api/tokens").then().statusCode(201);
        }
        viewer.sends(Map.of("name", "one more")).post("/api/tokens").then().statusCode(409);
    }

    @Test
    void no_token_makes_one_that_outlives_it() {
        Person editor = Person.of("editor");
        String end = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS).toString();
        String brief = editor.sends(Map.of("name", "n", "expiresAt", end)).post("/api/tokens").then().statusCode(201).extract()
                .path("token");
        Person.with(json(Map.of("name", "n", "expiresAt", Instant.now().plusSeconds(600).toString())), brief).post("/api/tokens").then()
                .statusCode(400).body("errors.pointer", is(List.of("/expiresAt")));
        Person.with(json(Map.of("name", "n")), brief).post("/api/tokens").then().statusCode(201).body("expiresAt",
                is(end.replace("Z", ".000Z")));
    }

    @Test
    void a_role_that_is_taken_away_is_gone_at_once() {
        Person admin = Person.of("admin");
        admin.asks().get("/api/audit").then().statusCode(200);
        asAdmin(json(Map.of("role", "viewer"))).patch("/api/users/" + admin.id()).then().statusCode(200);
        admin.asks().get("/api/audit").then().statusCode(403);
        admin.sends(Map.of("role", "admin")).patch("/api/users/" + admin.id()).then().statusCode(403);
        admin.asks().get("/api/sessions/current").then().body("role", is("viewer"));
    }

    @Test
    void a_user_goes_with_tokens_and_password_and_stays_while_owning_videos() {
        Person editor = Person.of("editor");
        String video = editor.video();
        Response refused = asAdmin(api()).delete("/api/users/" + editor.id());
        assertThat(refused.statusCode(), is(409));
        assertThat(refused.path("detail"), containsString("1 videos refer"));
        editor.asks().delete(video).then().statusCode(204);
        asAdmin(api()).delete("/api/users/" + editor.id()).then().statusCode(204);
        editor.asks().get("/api/videos").then().statusCode(401);
        editor.signIn().then().statusCode(401);
        asAdmin(api()).get("/api/tokens?userId=" + editor.id()).then().body("items", empty());
    }

    @Test
    void a_new_user_who_says_nothing_of_roles_reads_only() {
        RequestSpecification request = asAdmin(json(Map.of("name", "n", "email", unique() + "@example.org")));
        request.post("/api/users").then().statusCode(201).body("role", is("viewer")).body("editsAll", is(false));
    }

    @Test
    void the_history_shows_what_its_reader_may_see_of_the_row_and_who_changed_it() {
        Person viewer = Person.of("viewer");
        asAdmin(json(Map.of("role", "editor"))).patch("/api/users/" + viewer.id()).then().statusCode(200);
        String path = "/api/users/" + viewer.id() + "/history";
        viewer.asks().get(path).then().body("items[0].before.role", is("viewer")).body("items[0].after.email", is(viewer.email()));
        Person.of("viewer").asks().get(path).then().statusCode(200).body("items.size()", is(2))
                .body("items[0].after.name", not(nullValue())).body("items[0].after.role", nullValue())
                .body("items[0].before.email", nullValue()).body("items[0].by.name", is("VIDEO_CATALOG_ADMIN_TOKEN"));
        Person editor = Person.of("editor");
        String video = editor.video();
        Person.of("viewer").asks().get(video + "/history").then().body("items[0].by.id", is(editor.id()))
                .body("items[0].by.name", is(asAdmin(api()).get("/api/users/" + editor.id()).path("name").toString()));
        api().get(video + "/history").then().statusCode(401);
    }

    @Test
    void an_editor_takes_back_what_is_the_editor_s_own_and_no_more() {
        Person editor = Person.of("editor");
        String own = editor.video();
        String foreign = Person.of("editor").video();
        editor.asks().delete(own).then().statusCode(204);
        for (String video : List.of(own, foreign)) {
            int number = editor.asks().get(video + "/history").path("items[0].number");
            editor.asks().post("/api/changes/" + number + "/revert").then().statusCode(video.equals(own) ? 200 : 403);
        }
        editor.asks().get(own).then().statusCode(200).body("ownerId", is(editor.id()));
        editor.asks().get(foreign).then().statusCode(200).header("ETag", "\"0\"");
    }

    @Test
    void taking_back_a_change_of_a_role_is_for_administrators_and_is_audited() {
        Person editor = Person.of("editor");
        asAdmin(json(Map.of("role", "viewer"))).patch("/api/users/" + editor.id()).then().statusCode(200);
        int number = asAdmin(api()).get("/api/users/" + editor.id() + "/history").path("items[0].number");
        editor.asks().post("/api/changes/" + number + "/revert").then().statusCode(403);
        asAdmin(api()).post("/api/changes/" + number + "/revert").then().statusCode(200).body("after.role", is("editor"));
        asAdmin(api()).get("/api/audit?sort=-id&limit=50").then()
                .body("items.find { it.action == 'user-changed' }.detail", is("role: editor"))
                .body("items.find { it.action == 'user-changed' }.subject", is("/api/users/" + editor.id()));
    }
}
