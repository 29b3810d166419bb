package io.videocatalog.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's PostgreSQL, to which a test can do what happens to servers. It has a database and a user, both named catalog. */
final class PostgresInstance implements AutoCloseable {

    private static final long SECONDS = 60;

    final int port;
    private final String name;
    private final Path folder;
    private Process process;

    private PostgresInstance(Path parent, String name) throws IOException {
        this.name = name;
        port = ServiceProcess.freePort();
        folder = InstalledProgram.folder(parent, name);
    }

    /** A new server that runs; settings are those of its configuration file, such as {@code max_connections=20}. */
    static PostgresInstance create(Path parent, String name, String... settings) throws Exception {
        InstalledProgram.ofPostgres("postgres"); // Before there is a folder to clean up.
        PostgresInstance server = new PostgresInstance(parent, name);
        server.run("initdb", "-D", "data", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync");
        // Nothing here outlives the operating system, so nothing needs to reach the disk.
        Files.writeString(server.folder.resolve("data/postgresql.conf"), "fsync=off\n" + String.join("\n", settings) + "\n",
                StandardOpenOption.APPEND);
        server.start();
        server.execute("create user catalog");
        server.execute("create database catalog owner catalog");
        return server;
    }

    /** A copy of this server that follows it, and runs. */
    PostgresInstance follower(String name) throws Exception {
        PostgresInstance copy = new PostgresInstance(folder.getParent(), name);
        copy.run("pg_basebackup", "-D", "data", "-c", "fast", "--no-sync", "-R", "-d",
                "host=127.0.0.1 port=" + port + " user=postgres application_name=" + name);
        copy.start();
        return copy;
    }

    private void run(String name, String... arguments) throws Exception {
        InstalledProgram.ofPostgres(name).run(folder, arguments);
    }

    void start() throws Exception {
        process = InstalledProgram.ofPostgres("postgres").command(folder, "-D", "data", "-p", String.valueOf(port), "-k", folder.toString())
                .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!answers()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new AssertionError(name + " does not answer: " + Files.readString(folder.resolve("postgres.out")));
            }
            Thread.sleep(50);
        }
    }

    private boolean answers() {
        try {
            query("select 1");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** As the administrator, in a database of the same name, or as {@code catalog}. */
    Connection connect(String user) throws SQLException {
        return connect(port, user);
    }

    /** To the server on a port. */
    static Connection connect(int port, String user) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:%d/%s?user=%s&connectTimeout=2".formatted(port, user, user));
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect("postgres"); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String query(String sql) throws SQLException {
        try (Connection connection = connect("postgres"); ResultSet row = connection.createStatement().executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        }
    }

    /** What DATABASE_URL is for a service that uses it. */
    String url() {
        return "postgresql://catalog@127.0.0.1:" + port + "/catalog";
    }

    /** Stops it as an administrator does: transactions are undone, connections are closed. */
    void stop() throws Exception {
        signal("INT", List.of(process.toHandle()));
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError(name + " does not stop");
        }
    }

    /** Ends all of its processes as a power cut does. */
    void kill() throws Exception {
        signal("KILL", processes());
        process.waitFor();
    }

    /** Nothing answers any more, and no connection breaks. */
    void freeze() throws Exception {
        signal("STOP", processes());
    }

    void thaw() throws Exception {
        signal("CONT", processes());
    }

    void promote() throws Exception {
        run("pg_ctl", "promote", "-D", "data");
    }

    private List<ProcessHandle> processes() {
        List<ProcessHandle> all = new ArrayList<>(List.of(process.toHandle()));
        process.descendants().forEach(all::add);
        return all;
    }

    static void signal(String signal, List<ProcessHandle> processes) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        processes.forEach(one -> command.add(String.valueOf(one.pid())));
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }

    @Override
    public void close() throws Exception {
        if (process != null) {
            kill();
        }
    }
}
