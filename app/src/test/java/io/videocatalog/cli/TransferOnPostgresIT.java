package io.videocatalog.cli;

import io.videocatalog.faults.ServiceProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The same on PostgreSQL. */
class TransferOnPostgresIT extends TransferIT {

    private static EmbeddedPostgres server;
    private static int databases;

    private String url;

    @BeforeAll
    static void startServer() throws IOException {
        server = EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").start();
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

    @Override
    Map<String, String> environment() {
        return Map.of("DATABASE_URL", url);
    }
}
