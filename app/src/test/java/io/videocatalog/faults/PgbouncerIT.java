package io.videocatalog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.videocatalog.cli.Program;
import io.videocatalog.cli.Program.Result;
import io.videocatalog.postgresql.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas and the commands behind pgbouncer in transaction mode, told nothing about it by the URL. */
class PgbouncerIT {

    private static final int ROWS = 1200;

    private static EmbeddedPostgres server;
    private static Pgbouncer bouncer;
    private static ServiceProcess first;
    private static ServiceProcess second;

    @TempDir
    Path folder;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = Postgres.start();
        bouncer = Pgbouncer.before(server.getPort(), folder);
        first = ServiceProcess.launch(Program.on(url("postgres"), folder));
        second = ServiceProcess.launch(Program.on(url("postgres"), folder));
        first.await("/q/health/ready", 200, 60);
        second.await("/q/health/ready", 200, 60);
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable running : Stream.of(first, second, bouncer, server).filter(any -> any != null).toList()) {
            running.close();
        }
    }

    private static String url(String database) {
        return "postgresql://postgres@127.0.0.1:" + bouncer.port + "/" + database;
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            connection.createStatement().execute(sql);
        }
    }

    @Test
    void replicas_that_start_at_once_make_the_tables_once() {
        List<String> ran = Stream.of(first, second).flatMap(service -> service.out().lines()).filter(line -> line.contains("has run"))
                .map(line -> line.replaceAll(".* script ", "")).toList();
        assertTrue(ran.size() > 1, ran::toString);
        assertEquals(List.copyOf(new TreeSet<>(ran)), ran.stream().sorted().toList());
    }

    @Test
    void many_clients_read_and_write_over_few_sessions() throws Exception {
        List<WriteLoad> loads = List.of(WriteLoad.on(first, 6), WriteLoad.on(second, 6));
        for (int i = 0; i < 30; i++) {
            assertEquals(200, first.get("/api/videos?q=client&sort=-name&count=true&limit=" + (i + 1)).statusCode());
            assertEquals(200, second.get("/api/videos?name.contains=" + i + "&format=ndjson").statusCode());
        }
        for (WriteLoad load : loads) {
            load.awaitAcknowledged(100, 60);
            load.stop();
            assertEquals(List.of(), List.copyOf(load.failures));
            assertEquals(List.of(), List.copyOf(load.unanswered));
        }
        for (WriteLoad load : loads) {
            load.requireKept(second);
        }
        assertSessionsAreClean();
    }

    @Test
    void commands_do_what_they_do_without_it() throws Exception {
        Program program = Program.on(url("postgres"), folder);
        Result imported = program.runWith(rows(), "import", "-");
        assertEquals(0, imported.code(), imported.err());
        assertTrue(imported.out().startsWith("1,200 created, 0 updated, 0 rejected"), imported.out());
        assertEquals(ROWS, succeeds(program.run("export", "-p", "q=bounced")).lines().count());
        succeeds(program.run("db", "backup", "all"));
        assertSessionsAreClean();
    }

    @Test
    @Tag("slow")
    void commands_make_databases_and_fill_them() throws Exception {
        Program program = Program.on(url("postgres"), folder);
        assertTrue(succeeds(program.run("db", "upgrade")).contains("are at version"));
        assertTrue(succeeds(program.run("db", "check")).contains("agree"));
        assertEquals(201, first.post("{\"name\":\"kept\",\"description\":\"d\"}").statusCode());
        succeeds(program.run("db", "backup", "all"));
        execute("create database restored");
        Program other = Program.on(url("restored"), folder);
        assertEquals(0, other.run("db", "restore", "all").code());
        assertTrue(succeeds(other.run("db", "status")).contains("Up to date."));
        assertEquals(1, succeeds(other.run("export", "-p", "name=kept")).lines().count());
        assertSessionsAreClean();
    }

    private static String rows() {
        return IntStream.range(0, ROWS).mapToObj(i -> "{\"name\":\"bounced " + i + "\",\"description\":\"d\"}\n")
                .collect(Collectors.joining());
    }

    private static String succeeds(Result result) {
        assertEquals(0, result.code(), result.err());
        assertEquals("", result.err());
        return result.out();
    }

    /** What one client leaves in a session of the server, the next one finds. */
    private static void assertSessionsAreClean() throws SQLException {
        List<Connection> transactions = new ArrayList<>();
        try {
            for (int i = 0; i < Pgbouncer.SESSIONS; i++) {
                Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + bouncer.port + "/postgres?user=postgres&prepareThreshold=0");
                transactions.add(connection);
                connection.setAutoCommit(false);
                assertEquals("", leftovers(connection));
            }
        } finally {
            for (Connection connection : transactions) {
                connection.close();
            }
        }
    }

    private static String leftovers(Connection connection) throws SQLException {
        try (ResultSet found = connection.createStatement().executeQuery("""
                select coalesce(string_agg(what, ', '), '') from (
                    select 'statement ' || name from pg_prepared_statements
                    union all select 'cursor ' || name from pg_cursors where name <> ''
                    union all select 'advisory lock ' || objid from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()
                    union all select 'schema ' || current_schema where current_schema <> 'public'
                    union all select 'setting ' || name || ' ' || setting from pg_settings where source = 'session'
                        and name not in ('search_path', 'application_name', 'client_encoding', 'DateStyle', 'TimeZone', 'standard_conforming_strings',
                            'transaction_isolation', 'transaction_read_only', 'transaction_deferrable')) as found (what)""")) {
            found.next();
            return found.getString(1);
        }
    }
}
