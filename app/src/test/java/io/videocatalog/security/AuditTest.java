package io.videocatalog.security;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static io.videocatalog.security.Person.asAdmin;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.videocatalog.model.AuditEvent;
import io.videocatalog.operations.Chores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written down of what people do, and what is not. */
@QuarkusTest
@TestProfile(SignInRequired.class)
class AuditTest {

    private static JsonPath events(String query) {
        return asAdmin(api()).get("/api/audit?limit=200&sort=-id&" + query).then().statusCode(200).extract().jsonPath();
    }

    private static List<String> actionsOf(Person person) {
        return events("actor=" + person.email()).getList("items.action");
    }

    @Test
    void tells_who_signed_in_and_out_when_and_from_where() {
        Person person = Person.of("viewer");
        String id = unique();
        json(Map.of("email", person.email(), "password", person.password())).header("X-Request-Id", id).post("/api/sessions").then()
                .statusCode(201);
        JsonPath event = events("actor=" + person.email());
        assertThat(event.getString("items[0].action"), is("sign-in"));
        assertThat(event.getInt("items[0].actorId"), is(person.id()));
        assertThat(event.getString("items[0].requestId"), is(id));
        assertThat(event.getString("items[0].address"), is("127.0.0.1"));
        assertThat(event.getString("items[0].createdAt"), not(""));
        person.asks().delete("/api/sessions/current").then().statusCode(204);
        assertThat(actionsOf(person), hasItems("sign-in", "token-created", "sign-out"));
    }

    @Test
    void tells_of_sign_ins_that_failed_and_of_tokens_that_are_none() {
        String email = unique() + "@example.org";
        Person.signIn(email, "whatever it is").then().statusCode(401);
        assertThat(events("action=sign-in-failed").getList("items.detail"), hasItems(email));
        String id = unique();
        api().header("Authorization", "Bearer " + unique()).header("X-Request-Id", id).get("/api/videos").then().statusCode(401);
        assertThat(events("action=token-refused").getList("items.requestId"), hasItems(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a"})
    void is_read_in_every_format_whatever_a_stranger_has_sent(String start) {
        String id = unique();
        json(Map.of("email", start + "\uD83D\uDE00".repeat(1000), "password", "whatever it is")).header("X-Request-Id", id)
                .post("/api/sessions").then().statusCode(401);
        assertThat(events("").getList("items.requestId"), hasItems(id));
        for (String format : List.of("csv", "ndjson")) {
            String all = asAdmin(api()).get("/api/audit?sort=-id&format=" + format).asString();
            assertThat(all, containsString(id));
            assertThat(all, not(containsString("/problems/")));
        }
    }

    @Test
    void tells_of_passwords_that_were_not_known() {
        Person person = Person.of("viewer");
        person.sends(Map.of("password", "a long walk home", "currentPassword", "guessed")).put("/api/users/" + person.id() + "/password")
                .then().statusCode(400);
        assertThat(actionsOf(person).get(0), is("password-refused"));
    }

    @Test
    void tells_of_what_was_denied() {
        Person viewer = Person.of("viewer");
        viewer.sends(Person.videoNamed(unique())).post("/api/videos").then().statusCode(403);
        JsonPath event = events("actor=" + viewer.email() + "&action=denied");
        assertThat(event.getList("items"), hasSize(1));
        assertThat(event.getString("items[0].subject"), is("POST /api/videos"));
    }

    @Test
    void tells_of_changed_users_and_roles_and_of_what_is_deleted() {
        Person admin = Person.of("admin");
        int user = admin.sends(Map.of("name", "n", "email", unique() + "@example.org")).post("/api/users").path("id");
        admin.sends(Map.of("role", "editor")).patch("/api/users/" + user).then().statusCode(200);
        admin.sends(Map.of("role", "editor")).patch("/api/users/" + user).then().statusCode(200);
        admin.asks().contentType("application/json")
                .body("[{\"id\":" + user + ",\"name\":\"m\",\"email\":\"" + unique() + "@example.org\",\"role\":\"admin\"}]")
                .post("/api/users/import?mode=upsert").then().statusCode(200).body(containsString("\"updated\":1"));
        admin.asks().delete("/api/users/" + user).then().statusCode(204);
        admin.asks().delete(admin.video()).then().statusCode(204);
        assertThat(actionsOf(admin).subList(0, 5),
                is(List.of("video-deleted", "user-deleted", "user-changed", "user-changed", "user-created")));
        List<String> details = events("actor=" + admin.email()).getList("items.detail");
        assertThat(details.get(3), is("role: editor"));
        assertThat(details.get(2), containsString("role: admin"));
    }

    @Test
    void says_nothing_of_a_request_that_changed_nothing() {
        Person admin = Person.of("admin");
        int before = actionsOf(admin).size();
        admin.sends(Map.of("name", "n", "email", "no address")).post("/api/users").then().statusCode(400);
        admin.asks().delete("/api/users/4000000000").then().statusCode(404);
        assertThat(actionsOf(admin), hasSize(before));
    }

    @Test
    void never_has_a_secret() {
        Person person = Person.of("admin");
        person.sends(Map.of("password", "a long walk home", "currentPassword", person.password()))
                .put("/api/users/" + person.id() + "/password").then().statusCode(204);
        String all = asAdmin(api()).get("/api/audit?format=ndjson").asString();
        assertThat(all, containsString("password-changed"));
        for (String secret : List.of(person.token(), person.password(), "a long walk home", SignInRequired.ADMIN_TOKEN,
                OpaqueToken.hash(person.token()), "$2a$")) {
            assertThat(all, not(containsString(secret)));
        }
    }

    @Test
    void is_kept_for_as_long_as_it_is_to_be_and_no_longer() {
        Person old = Person.of("viewer");
        Person young = Person.of("viewer");
        QuarkusTransaction.requiringNew().run(
                () -> AuditEvent.update("createdAt = ?1 where actor = ?2", Instant.now().minus(Duration.ofDays(2)), old.email()));
        OldEvents chore = new OldEvents();
        chore.retention = Duration.ofDays(3);
        Chores.carryOut(chore);
        assertThat(actionsOf(old), hasItems("sign-in"));
        chore.retention = Duration.ofDays(1);
        Chores.carryOut(chore);
        assertThat(actionsOf(old), is(empty()));
        assertThat(actionsOf(young), hasItems("sign-in"));
    }

    @Test
    void is_never_changed() {
        for (String method : List.of("PUT", "PATCH", "DELETE")) {
            asAdmin(json("{}")).request(method, "/api/audit/1").then().statusCode(405);
        }
        asAdmin(json("{}")).post("/api/audit").then().statusCode(405);
        asAdmin(json("[]")).post("/api/audit/import").then().statusCode(405);
    }
}
