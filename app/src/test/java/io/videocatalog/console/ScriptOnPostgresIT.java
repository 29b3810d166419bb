package io.videocatalog.console;

import io.videocatalog.cli.Program;
import io.videocatalog.postgresql.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("jvm")
class ScriptOnPostgresIT extends ScriptContract {

    private static EmbeddedPostgres server;

    @TempDir
    Path folder;

    @BeforeAll
    static void startServer() throws Exception {
        server = Postgres.builder().setLocaleConfig("locale", "C.UTF-8").start();
    }

    @BeforeEach
    void makeDatabase() throws Exception {
        try (Connection connection = server.getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("create database " + name() + " template template0");
        }
    }

    @Override
    Program program() {
        return Program.on("postgresql://postgres@127.0.0.1:" + server.getPort() + "/" + name(), folder);
    }

    private String name() {
        return "console_" + Integer.toHexString(folder.hashCode());
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }
}
