package io.videocatalog.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.videocatalog.http.OwnThread;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A team and its member of the same id have the same word in their names: each transaction keeps that so. */
class ConsistentBackupTest {

    private static final int PAIRS = 3_000;
    private static final int WRITERS = 3;
    private static final int ROUNDS = 3;
    private static final int PIECE = 4_096;
    private static final int COMMITS_A_PIECE = 5;

    @TempDir
    Path folder;
    private final AtomicBoolean writing = new AtomicBoolean(true);
    private final AtomicLong commits = new AtomicLong();

    @ParameterizedTest
    @CsvSource({"h2, 'system_range(1, 3000) n(id)'", "postgresql, 'generate_series(1, 3000) n(id)'"})
    void shows_one_moment_while_others_write_and_do_not_wait(String engine, String numbers) throws Exception {
        TestDatabase source = TestDatabase.withTables(engine);
        source.execute("insert into teams (id, name) select id, 'first ' || id from " + numbers,
                "insert into members (id, name, team_id) select id, 'first ' || id, id from " + numbers);
        List<CompletableFuture<Void>> writers = IntStream.range(0, WRITERS)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> write(source, writer), new OwnThread())).toList();
        try {
            Map<Object, Object> before = Map.of();
            for (int round = 0; round < ROUNDS; round++) {
                Map<Object, Object> names = names(backUp(source));
                assertNotEquals(before, names, "the writers really write");
                before = names;
            }
        } finally {
            writing.set(false);
            writers.forEach(CompletableFuture::join);
        }
    }

    private void write(TestDatabase database, int writer) {
        Random random = new Random(writer);
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (long turn = 1; writing.get(); turn++) {
                // Each has pairs of its own, so that they do not wait for each other either.
                int pair = random.nextInt(PAIRS / WRITERS) * WRITERS + writer + 1;
                write(statement, pair, writer + "." + turn + " " + pair, random.nextBoolean());
                connection.commit();
                commits.incrementAndGet();
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void write(Statement statement, int pair, String name, boolean anew) throws SQLException {
        if (anew) {
            statement.execute("delete from members where id = " + pair);
            statement.execute("delete from teams where id = " + pair);
            statement.execute("insert into teams (id, name) values (" + pair + ", '" + name + "')");
            statement.execute("insert into members (id, name, team_id) values (" + pair + ", '" + name + "', " + pair + ")");
        } else {
            statement.execute("update members set name = '" + name + "' where id = " + pair);
            statement.execute("update teams set name = '" + name + "' where id = " + pair);
        }
    }

    /** Goes on only when the writers have, again and again: who waits for the other would wait for ever. */
    private Path backUp(TestDatabase source) throws Exception {
        ByteArrayOutputStream slow = new ByteArrayOutputStream() {
            private int waits;

            @Override
            public void write(byte[] bytes, int offset, int length) {
                super.write(bytes, offset, length);
                if (count / PIECE > waits) {
                    waits++;
                    awaitCommits();
                }
            }
        };
        try (Connection connection = source.connect()) {
            new Backup(TestDatabase.SCRIPTS, connection, "test", (rows, all, doing) -> {}).write(slow);
        }
        return Files.write(folder.resolve("backup.zip"), slow.toByteArray());
    }

    private void awaitCommits() {
        long enough = commits.get() + COMMITS_A_PIECE;
        long end = System.nanoTime() + 60_000_000_000L;
        while (commits.get() < enough) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the writers wait for the backup");
            }
            Thread.yield();
        }
    }

    private static Map<Object, Object> names(Path file) throws Exception {
        Schema schema = TestDatabase.SCRIPTS.schema(MigrationVersion.fromVersion("2"), "The test");
        Map<String, Map<Object, Object>> names = new TreeMap<>();
        try (BackupReader backup = new BackupReader(file)) {
            backup.requireFits(schema);
            for (Table table : schema.tables()) {
                Map<Object, Object> byId = names.computeIfAbsent(table.name(), any -> new TreeMap<>());
                backup.read(table, row -> byId.put(row[0], row[1]));
            }
        }
        assertEquals(PAIRS, names.get("teams").size());
        assertEquals(names.get("teams"), names.get("members"), "a team and its member are of one moment");
        return names.get("teams");
    }
}
