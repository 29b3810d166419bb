package io.videocatalog.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.videocatalog.cli.Program.Result;
import io.videocatalog.faults.ServiceProcess;
import io.videocatalog.postgresql.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same on PostgreSQL. */
class TransferOnPostgresIT extends TransferIT {

    private static EmbeddedPostgres server;
    private static int databases;

    private String url;

    @BeforeAll
    static void startServer() throws IOException {
        server = Postgres.builder().setLocaleConfig("locale", "C.UTF-8").start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void makeDatabase() throws SQLException {
        String name = "transfer" + ++databases;
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            connection.createStatement().execute("create database " + name);
        }
        url = "postgresql://postgres@localhost:" + server.getPort() + "/" + name;
    }

    @Override
    Program program() {
        return Program.on(url, home);
    }

    @Override
    ServiceProcess start() throws Exception {
        return ServiceProcess.startOn(url);
    }

    private Connection connect() throws SQLException {
        return server.getDatabase("postgres", url.substring(url.lastIndexOf('/') + 1)).getConnection();
    }

    @Test
    void a_connection_that_is_lost_ends_the_import_and_it_goes_on_from_there() throws Exception {
        try (RunningProgram running = new RunningProgram(program().process("import", "-", "--json"));
                Connection other = connect();
                Connection admin = connect()) {
            running.type(row().repeat(1500));
            running.awaitOut("\"created\":1000");
            other.setAutoCommit(false);
            other.createStatement().execute("lock table videos in exclusive mode");
            running.type(row().repeat(1000));
            running.await(() -> isWaiting(admin), "statement that waits for the lock");
            admin.createStatement().execute("select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'");
            Result result = running.end();
            assertEquals(1, result.code(), result.toString());
            assertEquals("The database cannot be reached; what is up to line 1000 is done, go on with --from 1001.\n", result.err());
        }
        assertEquals(1000, program().run("export").out().lines().count());
    }

    @Test
    void a_database_that_is_gone_for_good_is_told_in_one_sentence() throws Exception {
        try (EmbeddedPostgres gone = Postgres.start()) {
            Program program = Program.on("postgresql://postgres@localhost:" + gone.getPort() + "/postgres", home);
            try (RunningProgram running = new RunningProgram(program.process("import", "-", "--json"))) {
                running.type(row().repeat(1500));
                running.awaitOut("\"created\":1000");
                gone.close();
                running.type(row().repeat(1000));
                Result result = running.end();
                assertEquals("The database cannot be reached; what is up to line 1000 is done, go on with --from 1001.\n", result.err());
                assertEquals(1, result.code());
            }
        }
    }

    @Test
    void a_second_ctrl_c_does_not_wait_for_the_database() throws Exception {
        program().run("export");
        try (Connection other = connect();
                Connection observer = connect();
                RunningProgram running = new RunningProgram(program().process("import", "-"))) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table videos in exclusive mode");
            running.type(row().repeat(1000));
            running.await(() -> isWaiting(observer), "statement that waits for the lock");
            running.interrupt();
            Thread.sleep(500);
            assertTrue(running.isAlive(), "the batch may still be written");
            running.interrupt();
            assertEquals(130, running.end().code());
        }
        assertEquals("", program().run("export").out());
    }

    @Test
    void ctrl_c_leaves_no_part_of_an_export() throws Exception {
        program().run("export");
        try (Connection other = connect();
                Connection observer = connect();
                RunningProgram running = new RunningProgram(program().process("export", "videos.csv"))) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table videos in access exclusive mode");
            running.await(() -> isWaiting(observer), "statement that waits for the lock");
            assertTrue(Files.exists(home.resolve("videos.csv.part")));
            running.interrupt();
            assertEquals(130, running.end().code());
        }
        assertTrue(Files.notExists(home.resolve("videos.csv.part")));
        assertTrue(Files.notExists(home.resolve("videos.csv")));
    }

    private static String row() {
        return "{\"name\":\"n\",\"description\":\"d\"}\n";
    }

    private static boolean isWaiting(Connection observer) {
        try (var waiting = observer.createStatement()
                .executeQuery("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")) {
            return waiting.next() && waiting.getInt(1) > 0;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
