package io.videocatalog.security;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static io.videocatalog.security.Person.asAdmin;
import static io.videocatalog.security.Person.with;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.videocatalog.live.EventStream;
import io.videocatalog.model.Token;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Listeners hear of what they may read, for as long as they may. */
@QuarkusTest
@TestProfile(SignInRequired.class)
class ListenerRightsTest {

    private static EventStream listen(String token) {
        return EventStream.open("?entity=users", Map.of("Authorization", "Bearer " + token)).ready();
    }

    private static void changeRole(Person person, String role) {
        asAdmin(json(Map.of("role", role))).patch("/api/users/" + person.id()).then().statusCode(200);
    }

    @Test
    void strangers_hear_of_nothing() {
        for (String query : List.of("", "?entity=videos", "?entity=users")) {
            api().get("/api/events" + query).then().statusCode(401);
            with(api(), OpaqueToken.next()).get("/api/events" + query).then().statusCode(401);
        }
        asAdmin(api()).get("/api/events?entity=tokens").then().statusCode(400).body("errors[0].parameter", equalTo("entity"));
    }

    @Test
    void confidential_members_are_told_to_those_who_may_read_them() {
        Person watched = Person.of("viewer");
        try (EventStream admin = listen(SignInRequired.ADMIN_TOKEN);
                EventStream own = listen(watched.token());
                EventStream other = listen(Person.of("viewer").token())) {
            String name = unique();
            asAdmin(json(Map.of("name", name))).patch("/api/users/" + watched.id()).then().statusCode(200);
            assertEquals(watched.email(), named(name, admin).get("email").asText());
            assertEquals(watched.email(), named(name, own).get("email").asText());
            JsonNode seen = named(name, other);
            assertFalse(seen.has("email") || seen.has("role") || seen.has("editsAll"), seen::toString);
        }
    }

    // Others change users at the same time.
    private static JsonNode named(String name, EventStream stream) {
        for (JsonNode after = stream.next("change").data().get("after");; after = stream.next("change").data().get("after")) {
            if (after.path("name").asText().equals(name)) {
                return after;
            }
        }
    }

    @Test
    void a_stream_ends_when_its_token_is_revoked_or_expires_or_may_do_less() throws Exception {
        Person revoked = Person.of("viewer");
        Person expired = Person.of("viewer");
        Person demoted = Person.of("admin");
        Person deleted = Person.of("viewer");
        Person untouched = Person.of("viewer");
        try (EventStream first = listen(revoked.token());
                EventStream second = listen(expired.token());
                EventStream third = listen(demoted.token());
                EventStream fourth = listen(deleted.token());
                EventStream fifth = listen(untouched.token())) {
            int token = revoked.asks().get("/api/tokens").path("items.find { it.kind == 'program' }.id");
            revoked.asks().delete("/api/tokens/" + token).then().statusCode(204);
            QuarkusTransaction.requiringNew().run(() -> Token.update("expiresAt = ?1 where hash = ?2", Instant.now().minusSeconds(1),
                    OpaqueToken.hash(expired.token())));
            changeRole(demoted, "viewer");
            asAdmin(api()).delete("/api/users/" + deleted.id()).then().statusCode(204);
            for (EventStream stream : List.of(first, second, third, fourth)) {
                stream.awaitEnd();
            }
            assertFalse(fifth.hasEnded());
        }
        listen(demoted.token()).close();
        revoked.asks().get("/api/events").then().statusCode(401);
    }
}
