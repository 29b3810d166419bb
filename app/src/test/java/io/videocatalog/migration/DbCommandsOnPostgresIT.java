package io.videocatalog.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.videocatalog.cli.Program;
import io.videocatalog.cli.Program.Result;
import io.videocatalog.postgresql.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class DbCommandsOnPostgresIT extends DbCommandsContract {

    private static EmbeddedPostgres server;
    private static int databases;

    @TempDir
    Path folder;

    private String database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = Postgres.builder().start();
        admin("create user guest");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void makeDatabase() throws SQLException {
        databases++;
        database = "catalog" + databases;
        admin("create database " + database + " template template0");
    }

    private static void admin(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    Program program() {
        return program("postgres");
    }

    private Program program(String user) {
        return Program.on(url(user, database), folder);
    }

    private static String url(String user, String database) {
        return "postgresql://" + user + "@127.0.0.1:" + server.getPort() + "/" + database;
    }

    @Override
    Connection connect() throws SQLException {
        return server.getDatabase("postgres", database).getConnection();
    }

    @Override
    String place() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
    }

    @Test
    void try_scripts_on_a_database_that_is_named_where_the_user_may_make_none() throws Exception {
        succeeds("db", "upgrade");
        execute("grant all on schema public to guest; grant all on all tables in schema public to guest");
        Result refused = program("guest").run("db", "check");
        assertEquals(1, refused.code());
        assertTrue(
                refused.err().matches(
                        "The user guest may not create a database beside .*: alter user \"guest\" createdb; or .*--scratch-url.\n"),
                refused.err());

        admin("create database scratch owner guest template template0");
        for (int i = 0; i < 2; i++) {
            Result checked = program("guest").run("db", "check", "--scratch-url", url("guest", "scratch"));
            assertEquals("Entities and scripts agree.\n", checked.out(), checked.err());
        }
        Result full = program("guest").run("db", "check", "--scratch-url", url("guest", database));
        assertEquals(1, full.code());
        assertTrue(full.err().startsWith("The scratch database is not empty"), full.err());
        assertEquals(NEWEST + "\n", succeeds("db", "current"));
    }
}
