package io.videocatalog.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
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
    void each_of_many_at_once_has_been_written_when_it_returns_and_not_by_itself() throws Exception {
        int threads = 8;
        int each = 40;
        long version = store().getCurrentVersion();
        ExecutorService crowd = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Integer>> ends = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                long first = thread * 1000L;
                ends.add(crowd.submit(() -> commitEach(first, each)));
            }
            for (Future<Integer> end : ends) {
                assertEquals(each, end.get());
            }
        } finally {
            crowd.shutdownNow();
        }
        assertEquals(threads * each, written());
        long writes = store().getCurrentVersion() - version;
        assertTrue(writes < threads * each, writes + " for so many commits");
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
        FutureTask<Integer> fast = new FutureTask<>(() -> commitEach(1, 1));
        new Thread(slow).start();
        half.await();
        Thread other = new Thread(fast);
        other.start();
        while (other.getState() != Thread.State.WAITING) {
            assertTrue(other.isAlive(), "did not wait");
            Thread.onSpinWait();
        }
        assertEquals(version, store.getCurrentVersion());
        rest.countDown();
        slow.get();
        assertEquals(1, fast.get());
        assertTrue(store.getCurrentVersion() > version);
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
            latch.await();
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
