package io.videocatalog.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.videocatalog.postgresql.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.hibernate.boot.Metadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ComparisonOnPostgresTest extends ComparisonContract {

    private static EmbeddedPostgres server;
    private static Metadata metadata;

    @BeforeAll
    static void start() throws IOException {
        server = Postgres.builder().start();
        metadata = EntityMetadata.of(server.getJdbcUrl("postgres", "postgres"), "postgres");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Override
    Metadata metadata() {
        return metadata;
    }

    @Override
    Connection connect() throws SQLException, IOException {
        Connection connection = DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop schema public cascade; create schema public");
            statement.execute(functions());
        }
        return connection;
    }

    /** What the first script makes before it makes tables. */
    private static String functions() throws IOException {
        try (InputStream script = Engine.class.getResourceAsStream("/db/migration/postgresql/V1__create_catalogue.sql")) {
            String text = new String(script.readAllBytes(), UTF_8);
            return text.substring(0, text.indexOf("create sequence"));
        }
    }

    @Test
    void text_that_is_compared_and_is_not_in_the_order_of_h2() throws SQLException {
        run("alter table studios alter column name_key set data type varchar(200) collate \"default\"");
        assertTrue(script().endsWith("alter table studios alter column name_key set data type varchar(200) collate \"C\";"), script());
        agreesAfterScript();
    }

    @Test
    void indexes_for_parts_of_a_text() throws SQLException {
        run("drop index studios_name_key_pairs_idx, studios_search_text_words_idx");
        assertEquals("""
                create index if not exists studios_name_key_pairs_idx on studios using gin (pairs(name_key)) with (gin_pending_list_limit = 32768);
                create index if not exists studios_search_text_words_idx on studios using gin (words(search_text)) \
                with (gin_pending_list_limit = 32768);""", script());
        agreesAfterScript();
    }
}
