package io.videocatalog.db;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.videocatalog.http.OwnThread;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A request that locks a user and then a video, and somebody who does it the other way round. */
@QuarkusTest
class DeadlockTest {

    @Inject
    AgroalDataSource database;

    @Test
    void a_request_that_is_the_victim_of_a_deadlock_is_carried_out_nevertheless() throws Exception {
        int user = json(Map.of("name", "n", "email", unique() + "@example.org")).post("/api/users").path("id");
        int video = json(Map.of("name", unique(), "description", "d")).post("/api/videos").path("id");
        double before = Retries.count();
        CompletableFuture<Response> request;
        try (Connection other = database.getConnection(); Connection observer = database.getConnection()) {
            other.setAutoCommit(false);
            yieldNever(other);
            assertThat(locks(other, "videos", video, ""), is(true));
            request = CompletableFuture.supplyAsync(() -> json(Map.of("ownerId", user)).patch("/api/videos/" + video), new OwnThread());
            awaitLocked(observer, user);
            assertThat("the user, once the request is undone", locks(other, "users", user, ""), is(true));
            other.commit();
        }
        request.get(60, TimeUnit.SECONDS).then().statusCode(200).body("ownerId", is(user));
        api().get("/api/videos/" + video).then().body("ownerId", is(user)).header("ETag", "\"1\"");
        assertThat(Retries.count(), is(greaterThan(before)));
    }

    // H2 undoes the younger of two transactions, PostgreSQL the one that looks for a deadlock first.
    private static void yieldNever(Connection connection) throws SQLException {
        if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            try (var statement = connection.createStatement()) {
                statement.execute("set local deadlock_timeout = '1min'");
            }
        }
    }

    private static void awaitLocked(Connection observer, int user) throws Exception {
        for (int i = 0; i < 6_000 && locks(observer, "users", user, " skip locked"); i++) {
            Thread.sleep(10);
        }
        assertThat("the request has locked the user", locks(observer, "users", user, " skip locked"), is(false));
    }

    private static boolean locks(Connection connection, String table, int id, String wait) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select id from " + table + " where id = " + id + " for update" + wait)) {
            return row.next();
        }
    }
}
