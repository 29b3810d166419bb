package io.videocatalog.resource;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.unique;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.videocatalog.http.OwnThread;
import io.videocatalog.postgresql.OnPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OnPostgres.class)
class TakenIdOnPostgresTest extends TakenIdTest {

    private static final String WAITING = "select count(*) from pg_locks where locktype = 'advisory' and not granted";

    @Test
    void the_sequence_is_not_moved_back_by_another_process_that_is_just_moving_it() throws Exception {
        long low = Long.parseLong(create(unique())) + 1_000;
        long high = low + 1_000;
        String row = "{\"id\":" + high + ",\"name\":\"n\",\"description\":\"d\"}";
        CompletableFuture<String> ours;
        try (Connection connection = database.getConnection(); Statement theirs = connection.createStatement()) {
            connection.setAutoCommit(false);
            theirs.execute("select pg_advisory_xact_lock(563017091, hashtext('videos_seq'))");
            ours = CompletableFuture.supplyAsync(() -> api().contentType("application/x-ndjson").body(row.getBytes())
                    .post("/api/videos/import?mode=upsert").asString(), new OwnThread());
            while (!ours.isDone() && number(theirs, WAITING) == 0) {
                Thread.sleep(10);
            }
            theirs.execute("select setval('videos_seq', " + low + ", false)");
            connection.commit();
        }
        assertTrue(ours.get(60, TimeUnit.SECONDS).contains("\"created\":1"), ours.get());
        assertTrue(Long.parseLong(create(unique())) > high);
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
