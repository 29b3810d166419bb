package io.videocatalog.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.engine.Database;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the file has at the moment at which a commit returns: a copy is taken, which is what a process leaves that is killed then. */
class GroupCommitTest {

    // H2 alone would write nothing while the test runs.
    private static final String SETTINGS = ";WRITE_DELAY=600000";

    private static final long SECONDS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(SECONDS);

    @TempDir
    Path folder;
    private String file;
    private Connection connection;
    private final AtomicInteger copies = new AtomicInteger();

    @BeforeEach
    void makeTable() throws SQLException {
        file = folder.resolve("living").toString();
        connection = connect("jdbc:h2:file:" + file + SETTINGS);
        try (Statement sql = connection.createStatement()) {
            sql.execute("create table notes (id bigint primary key)");
            sql.execute("checkpoint");
        }
        connection.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        System.clearProperty(SharedFile.JOINED);
        connection.close();
    }

    private static Connection connect(String url) throws SQLException {
        return new GroupCommitDriver().connect(url, new Properties());
    }

    private static void insert(Connection connection, long id) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("insert into notes values (" + id + ")");
        }
    }

    /** How many rows a copy of the file has, of all or of those with certain numbers. */
    private int written(String which) throws Exception {
        String copy = folder.resolve("copy" + copies.incrementAndGet()).toString();
        Files.copy(Path.of(file + ".mv.db"), Path.of(copy + ".mv.db"));
        try (Connection other = DriverManager.getConnection("jdbc:h2:file:" + copy);
                Statement sql = other.createStatement();
                ResultSet count = sql.executeQuery("select count(*) from notes where " + which)) {
            assertTrue(count.next());
            return count.getInt(1);
        }
    }

    private int written() throws Exception {
        return written("true");
    }

    @Test
    void a_commit_has_been_written_when_it_returns() throws Exception {
        for (int i = 1; i <= 3; i++) {
            insert(connection, i);
            connection.commit();
            assertEquals(i, written());
        }
    }

    @Test
    void what_is_not_committed_is_not_there() throws Exception {
        insert(connection, 1);
        connection.commit();
        insert(connection, 2);
        assertEquals(1, written());
        connection.rollback();
        connection.commit();
        assertEquals(1, written());
    }

    @Test
    void each_of_many_at_once_has_been_written_when_it_returns() throws Exception {
        int threads = 8;
        int each = 40;
        ExecutorService crowd = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Integer>> ends = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                long first = thread * 1000L;
                ends.add(crowd.submit(() -> commitEach(first, each)));
            }
            for (Future<Integer> end : ends) {
                assertEquals(each, end.get(SECONDS, TimeUnit.SECONDS));
            }
        } finally {
            crowd.shutdownNow();
        }
        assertEquals(threads * each, written());
    }

    // How many of them the file has when the last has been committed, while others write on.
    private int commitEach(long first, int count) throws Exception {
        try (Connection own = connect("jdbc:h2:file:" + file + SETTINGS)) {
            own.setAutoCommit(false);
            for (long id = first; id < first + count; id++) {
                insert(own, id);
                own.commit();
            }
        }
        return written("id >= " + first + " and id < " + (first + count));
    }

    @Test
    void those_that_are_committed_at_the_same_time_are_written_at_once() throws Exception {
        int threads = 8;
        Database database = database();
        long version = store().getCurrentVersion();
        CountDownLatch together = new CountDownLatch(threads);
        ExecutorService crowd = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Integer>> ends = new ArrayList<>();
            for (int id = 0; id < threads; id++) {
                ends.add(crowd.submit(commitTogether(database, together, id)));
            }
            for (Future<Integer> end : ends) {
                assertEquals(1, end.get(SECONDS, TimeUnit.SECONDS));
            }
        } finally {
            crowd.shutdownNow();
        }
        assertEquals(version + 1, store().getCurrentVersion());
    }

    // H2's own connection has its transaction committed in memory only.
    private Callable<Integer> commitTogether(Database database, CountDownLatch together, long id) {
        return () -> {
            try (Connection own = DriverManager.getConnection("jdbc:h2:file:" + file + SETTINGS)) {
                own.setAutoCommit(false);
                insert(own, id);
                GroupCommit.of(database).commit(database, () -> {
                    together.countDown();
                    awaitOpen(together);
                    own.commit();
                });
                return written("id = " + id);
            }
        };
    }

    @Test
    void nothing_is_written_while_a_transaction_is_half_committed() throws Exception {
        Database database = database();
        MVStore store = database.getStore().getMvStore();
        long version = store.getCurrentVersion();
        CountDownLatch half = new CountDownLatch(1);
        CountDownLatch rest = new CountDownLatch(1);
        FutureTask<Void> slow = new FutureTask<>(() -> {
            GroupCommit.of(database).commit(database, () -> {
                half.countDown();
                awaitOpen(rest);
            });
            return null;
        });
        CountDownLatch inserted = new CountDownLatch(1);
        FutureTask<Integer> fast = new FutureTask<>(() -> {
            try (Connection own = connect("jdbc:h2:file:" + file + SETTINGS)) {
                own.setAutoCommit(false);
                insert(own, 1);
                inserted.countDown();
                own.commit();
            }
            return written();
        });
        new Thread(slow).start();
        try {
            awaitOpen(half);
            Thread other = new Thread(fast);
            other.start();
            awaitOpen(inserted);
            awaitWaiting(other);
            assertEquals(version, store.getCurrentVersion());
        } finally {
            rest.countDown();
        }
        slow.get(SECONDS, TimeUnit.SECONDS);
        assertEquals(1, fast.get(SECONDS, TimeUnit.SECONDS));
        assertTrue(store.getCurrentVersion() > version);
    }

    private static void awaitWaiting(Thread thread) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (thread.getState() != Thread.State.WAITING) {
            assertTrue(thread.isAlive() && System.nanoTime() < end, "did not wait");
            Thread.onSpinWait();
        }
    }

    @Test
    void nothing_is_written_but_by_commits() throws Exception {
        String other = folder.resolve("other").toString();
        try (Connection own = connect("jdbc:h2:file:" + other + ";WRITE_DELAY=50"); Statement sql = own.createStatement()) {
            sql.execute("create table notes (id bigint primary key)");
            own.setAutoCommit(false);
            insert(own, 1);
            own.commit();
            insert(own, 2);
            Path before = Files.copy(Path.of(other + ".mv.db"), folder.resolve("before"));
            Thread.sleep(500);
            assertEquals(-1, Files.mismatch(before, Path.of(other + ".mv.db")));
        }
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            assertTrue(latch.await(SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void reading_writes_nothing() throws Exception {
        long version = store().getCurrentVersion();
        try (Statement sql = connection.createStatement()) {
            sql.execute("select * from notes");
        }
        connection.commit();
        assertEquals(version, store().getCurrentVersion());
    }

    @Test
    void a_thread_that_is_interrupted_waits_all_the_same() throws Exception {
        insert(connection, 1);
        Thread.currentThread().interrupt();
        connection.commit();
        assertTrue(Thread.interrupted());
        assertEquals(1, written());
    }

    @Test
    void a_commit_fails_when_the_file_was_closed_meanwhile() throws Exception {
        insert(connection, 1);
        store().closeImmediately();
        assertThrows(SQLException.class, connection::commit);
        assertEquals(0, written());
    }

    @Test
    void a_transaction_ends_that_was_under_way_when_the_file_was_closed() throws Exception {
        insert(connection, 1);
        MVStore store = store();
        MVStore.TxCounter transactions = store.registerVersionUsage();
        store.closeImmediately();
        // As when two threads have ended the same transaction, which H2 does not prevent then.
        for (int i = 0; i < 3; i++) {
            store.decrementVersionUsageCounter(transactions);
        }
        assertTimeoutPreemptively(PATIENCE, () -> connection.rollback());
        assertTimeoutPreemptively(PATIENCE, () -> {
            assertThrows(SQLException.class, () -> connection.setAutoCommit(true));
        });
        assertTimeoutPreemptively(PATIENCE, () -> connection.close());
    }

    private MVStore store() throws SQLException {
        return database().getStore().getMvStore();
    }

    private Database database() throws SQLException {
        return ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession()).getDatabase();
    }

    @Test
    void commits_of_a_command_that_has_joined_have_been_written_too() throws Exception {
        Server server = Server.createTcpServer("-tcpPort", "0", "-tcpDaemon", "-key", "key", file).start();
        System.setProperty(SharedFile.JOINED, "jdbc:h2:file:" + file);
        try (Connection guest = connect("jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/key")) {
            guest.setAutoCommit(false);
            insert(guest, 1);
            guest.commit();
            assertEquals(1, written());
        } finally {
            server.stop();
        }
    }

    @Test
    void a_database_in_memory_has_nothing_to_write() throws Exception {
        try (Connection memory = connect("jdbc:h2:mem:"); Statement sql = memory.createStatement()) {
            sql.execute("create table notes (id bigint primary key)");
            memory.setAutoCommit(false);
            insert(memory, 1);
            memory.commit();
            memory.rollback();
            try (ResultSet rows = sql.executeQuery("select * from notes")) {
                assertTrue(rows.next());
            }
        }
    }

    @Test
    void leaves_what_is_no_h2_to_other_drivers() throws Exception {
        assertNull(connect("jdbc:postgresql://localhost/d"));
    }
}
