package io.videocatalog.live;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.videocatalog.history.SettledChanges;
import io.videocatalog.http.OwnThread;
import io.videocatalog.model.Video;
import jakarta.inject.Inject;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
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

    private static final long PATIENCE_SECONDS = 60;

    @Inject
    DataSource database;
    @Inject
    SettledChanges settled;
    @Inject
    TransactionSynchronizationRegistry transactions;

    /** A transaction that has written its change, and does not end before it is told to. */
    private final class OpenTransaction implements Synchronization, AutoCloseable {

        private final CompletableFuture<Long> written = new CompletableFuture<>();
        private final CompletableFuture<Boolean> decision = new CompletableFuture<>();
        private final CompletableFuture<Void> end;
        final long number;

        OpenTransaction() throws Exception {
            end = CompletableFuture.runAsync(() -> QuarkusTransaction.requiringNew().run(() -> {
                Video video = new Video();
                video.name = unique();
                video.description = "d";
                video.persistAndFlush();
                transactions.registerInterposedSynchronization(this);
            }), new OwnThread());
            number = CompletableFuture.anyOf(written, end).thenApply(any -> written.join()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        @Override
        public void beforeCompletion() {
            try (Connection connection = database.getConnection();
                    ResultSet last = connection.createStatement().executeQuery("select max(number) from changes")) {
                last.next();
                written.complete(last.getLong(1));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            if (!decision.join()) {
                throw new IllegalStateException("given up");
            }
        }

        @Override
        public void afterCompletion(int status) {
            // Nothing is left to do.
        }

        void commit() throws Exception {
            decision.complete(true);
            end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            decision.complete(false);
            end.exceptionally(failure -> null).join();
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
        }, new OwnThread());
    }

    @Test
    void a_listener_hears_of_both_where_the_later_number_is_committed_first() throws Exception {
        boolean waits = isH2(database);
        try (EventStream stream = EventStream.fromNow("")) {
            NaiveReader naive = new NaiveReader(Long.parseLong(stream.lastId()));
            long first;
            CompletableFuture<Long> second;
            try (OpenTransaction open = new OpenTransaction()) {
                first = open.number;
                second = createLater();
                if (!waits) {
                    assertTrue(second.get(PATIENCE_SECONDS, TimeUnit.SECONDS) > first);
                }
                assertNull(stream.poll(300, TimeUnit.MILLISECONDS), "told of the later one before the earlier one");
                assertTrue(settled.limit() < first);
                naive.read();
                open.commit();
            }
            naive.read();
            long later = second.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
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
        try (EventStream stream = EventStream.fromNow("")) {
            long lost;
            CompletableFuture<Long> second;
            try (OpenTransaction open = new OpenTransaction()) {
                lost = open.number;
                second = createLater();
                assertNull(stream.poll(100, TimeUnit.MILLISECONDS));
            }
            long number = stream.change().get("number").asLong();
            assertTrue(number > lost);
            assertEquals(second.get(PATIENCE_SECONDS, TimeUnit.SECONDS), number);
        }
    }

    @Test
    void a_poller_misses_nothing_that_was_under_way() throws Exception {
        long last = settled.limit();
        long first;
        CompletableFuture<Long> second;
        try (OpenTransaction open = new OpenTransaction()) {
            first = open.number;
            second = createLater();
            if (!isH2(database)) {
                second.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            assertEquals(List.of(), poll(last));
            open.commit();
        }
        assertEquals(List.of(first, second.get(PATIENCE_SECONDS, TimeUnit.SECONDS)), poll(last));
        assertFalse(poll(first).contains(first));
    }

    private static List<Long> poll(long after) {
        return api().get("/api/changes?after=" + after).then().statusCode(200).extract().jsonPath().getList("items.number", Long.class);
    }
}
