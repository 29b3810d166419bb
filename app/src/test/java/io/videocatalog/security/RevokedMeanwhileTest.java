package io.videocatalog.security;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.security.Person.asAdmin;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.videocatalog.http.OwnThread;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What lets somebody in is taken away after it was looked at, and before it has brought anything about. */
@QuarkusTest
@TestProfile(SignInRequired.class)
class RevokedMeanwhileTest {

    @Inject
    AgroalDataSource database;

    /** Which transactions wait for others. */
    String waiting() {
        return "select 1 from information_schema.sessions where blocker_id is not null";
    }

    @Test
    void a_token_makes_no_other() throws Exception {
        Person editor = Person.of("editor");
        List<Integer> before = tokens(editor);
        int shown = editor.asks().get("/api/tokens?sort=-id&limit=1").path("items[0].id");
        during(editor, "delete from tokens where id = " + shown, () -> editor.sends(Map.of("name", "n")).post("/api/tokens"))
                .then().statusCode(401);
        assertThat(tokens(editor), hasSize(before.size() - 1));
    }

    @Test
    void an_old_password_begins_no_session() throws Exception {
        Person editor = Person.of("editor");
        List<Integer> before = tokens(editor);
        during(editor, "update passwords set hash = 'another' where user_id = " + editor.id(), editor::signIn).then().statusCode(401);
        assertThat(tokens(editor), hasSize(before.size()));
    }

    @Test
    void a_token_is_revoked_although_its_use_is_being_noted() throws Exception {
        Person editor = Person.of("editor");
        int shown = editor.asks().get("/api/tokens?sort=-id&limit=1").path("items[0].id");
        during(editor, "update tokens set version = version + 1 where id = " + shown,
                () -> asAdmin(api()).delete("/api/tokens/" + shown)).then().statusCode(204);
        assertThat(tokens(editor), not(hasItem(shown)));
    }

    @Test
    void a_password_is_changed_although_its_user_has_been() throws Exception {
        Person editor = Person.of("editor");
        during(editor, "update users set version = version + 1 where id = " + editor.id(),
                () -> asAdmin(json(Map.of("password", editor.password() + ", is it?"))).put("/api/users/" + editor.id() + "/password"))
                .then().statusCode(204);
        editor.signIn().then().statusCode(401);
    }

    private static List<Integer> tokens(Person person) {
        return asAdmin(api()).get("/api/tokens?userId=" + person.id()).path("items.id");
    }

    /** Answers a request that waits for a transaction which revokes. */
    private Response during(Person person, String revocation, Supplier<Response> request) throws Exception {
        CompletableFuture<Response> answer;
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select id from users where id = " + person.id() + " for update");
            statement.execute(revocation);
            answer = CompletableFuture.supplyAsync(request, new OwnThread());
            while (!answer.isDone() && !waits(statement)) {
                Thread.sleep(10);
            }
            connection.commit();
        }
        return answer.get(60, TimeUnit.SECONDS);
    }

    private boolean waits(Statement statement) throws Exception {
        try (ResultSet row = statement.executeQuery(waiting())) {
            return row.next();
        }
    }
}
