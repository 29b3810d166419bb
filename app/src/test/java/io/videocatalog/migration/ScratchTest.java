package io.videocatalog.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.videocatalog.db.StartFailure;
import io.videocatalog.postgresql.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScratchTest {

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = Postgres.builder().start();
        try (Connection connection = server.getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("create user guest");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void is_a_database_of_its_own_on_the_server_and_gone_afterwards_though_somebody_is_connected() throws SQLException {
        try (Scratch scratch = Scratch.open(postgres("postgres"));
                Connection connection = DriverManager.getConnection(scratch.url(), "postgres", "")) {
            assertTrue(connection.getCatalog().startsWith("video_catalog_scratch_"), connection.getCatalog());
            assertEquals(1, databases());
            scratch.close();
            assertEquals(0, databases());
        }
    }

    @Test
    void needs_a_right_and_names_it() throws SQLException {
        String sentence = assertThrows(StartFailure.class, () -> Scratch.open(postgres("guest"))).getMessage();
        assertTrue(sentence.contains("alter user \"guest\" createdb"), sentence);
        assertTrue(sentence.contains("--scratch-url"), sentence);
        assertEquals(0, databases());
    }

    @Test
    void is_in_memory_on_h2() throws SQLException {
        try (Scratch scratch = Scratch.open(config("jdbc:h2:file:/nowhere/catalog", "sa"));
                Connection connection = DriverManager.getConnection(scratch.url(), "sa", "")) {
            assertTrue(connection.getMetaData().getURL().startsWith("jdbc:h2:mem:"), scratch.url());
        }
    }

    private static int databases() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from pg_database where datname like 'video_catalog_scratch%'")) {
            count.next();
            return count.getInt(1);
        }
    }

    private static Config postgres(String user) {
        return config("jdbc:postgresql://localhost:" + server.getPort() + "/postgres?connectTimeout=5", user);
    }

    private static Config config(String url, String user) {
        return new SmallRyeConfigBuilder()
                .withDefaultValues(Map.of("quarkus.datasource.jdbc.url", url, "quarkus.datasource.username", user)).build();
    }
}
