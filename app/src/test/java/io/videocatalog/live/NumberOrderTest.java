package io.videocatalog.live;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.videocatalog.history.SettledChanges;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A change has its number before its transaction is committed: none may be lost to those who look in between. */
@QuarkusTest
class NumberOrderTest {

    @Inject
    DataSource database;
    @Inject
    SettledChanges settled;

    /** A transaction that has written its change, and has not ended. */
    private static final class OpenTransaction implements AutoCloseable {

        private final Connection connection;
        final long number;

        OpenTransaction(DataSource database, long id) throws SQLException {
            connection = database.getConnection();
            connection.setAutoCommit(false);
            if (isH2(database)) {
                connection.createStatement()
                        .executeQuery("select * from \"flyway_schema_history\" where \"installed_rank\" = 1 for update");
            }
            try (var insert = connection.prepareStatement("insert into changes (entity, entity_id, version, kind, changed_at, actor,"
                    + " request_id, after_state) values ('videos', " + id + ", 0, 'CREATED', current_timestamp, 'a', 'r', '{}')",
                    new String[]{"number"})) {
                insert.executeUpdate();
                try (ResultSet key = insert.getGeneratedKeys()) {
                    key.next();
                    number = key.getLong(1);
                }
            }
        }

        void commit() throws SQLException {
            connection.commit();
        }

        @Override
        public void close() throws SQLException {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.close();
        }
    }

    /** What somebody does who believes that numbers become visible in their order. */
    private final class NaiveReader {

        private long last;
        final List<Long> seen = new ArrayList<>();

        NaiveReader(long last) {
            this.last = last;
        }

        void read() throws SQLException {
            try (Connection connection = database.getConnection();
                    ResultSet rows = connection.createStatement()
                            .executeQuery("select number from changes where number > " + last + " order by number")) {
                while (rows.next()) {
                    last = rows.getLong(1);
                    seen.add(last);
                }
            }
        }
    }

    private static boolean isH2(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("H2");
        }
    }

    private static CompletableFuture<Long> createLater() {
        Map<String, Object> video = Map.of("name", unique(), "description", "d");
        return CompletableFuture.supplyAsync(() -> {
            int id = json(video).post("/api/videos").then().statusCode(201).extract().path("id");
            return api().get("/api/videos/" + id + "/history").jsonPath().getLong("items[0].number");
        });
    }

    @Test
    void a_listener_hears_of_both_where_the_later_number_is_committed_first() throws Exception {
        boolean waits = isH2(database);
        try (EventStream stream = EventStream.open("")) {
            NaiveReader naive = new NaiveReader(stream.next("ready").number());
            long first;
            CompletableFuture<Long> second;
            try (OpenTransaction open = new OpenTransaction(database, 1_000_000_001)) {
                first = open.number;
                second = createLater();
                if (!waits) {
                    assertTrue(second.get(20, TimeUnit.SECONDS) > first);
                }
                assertNull(stream.poll(700, TimeUnit.MILLISECONDS), "told of the later one before the earlier one");
                assertTrue(settled.limit() < first);
                naive.read();
                open.commit();
            }
            naive.read();
            long later = second.get(20, TimeUnit.SECONDS);
            naive.read();
            assertEquals(first, stream.change().get("number").asLong());
            assertEquals(later, stream.change().get("number").asLong());
            // Where nobody waits for a turn, the naive reader has gone past the first, which it never sees.
            assertEquals(waits ? List.of(first, later) : List.of(later), naive.seen);
            assertTrue(settled.limit() >= later);
        }
    }

    @Test
    void nobody_waits_for_a_number_that_was_given_back() throws Exception {
        try (EventStream stream = EventStream.open("").ready()) {
            long lost;
            CompletableFuture<Long> second;
            try (OpenTransaction open = new OpenTransaction(database, 1_000_000_002)) {
                lost = open.number;
                second = createLater();
                assertNull(stream.poll(300, TimeUnit.MILLISECONDS));
            }
            long number = stream.change().get("number").asLong();
            assertTrue(number > lost);
            assertEquals(second.get(20, TimeUnit.SECONDS), number);
        }
    }

    @Test
    void a_poller_misses_nothing_that_was_under_way() throws Exception {
        long last = settled.limit();
        long first;
        CompletableFuture<Long> second;
        try (OpenTransaction open = new OpenTransaction(database, 1_000_000_003)) {
            first = open.number;
            second = createLater();
            if (!isH2(database)) {
                second.get(20, TimeUnit.SECONDS);
            }
            assertEquals(List.of(), poll(last));
            open.commit();
        }
        assertEquals(List.of(first, second.get(20, TimeUnit.SECONDS)), poll(last));
        assertFalse(poll(first).contains(first));
    }

    private static List<Long> poll(long after) {
        return api().get("/api/changes?after=" + after).then().statusCode(200).extract().jsonPath().getList("items.number", Long.class);
    }
}
