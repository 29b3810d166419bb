package io.videocatalog.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.videocatalog.migration.TableState.Kind;
import io.videocatalog.postgresql.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UpgradeOnPostgresTest extends UpgradeContract {

    private static EmbeddedPostgres server;
    private static int databases;

    private String url;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = Postgres.builder().start();
        admin("create user sa");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static void admin(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    String url() throws SQLException {
        if (url == null) {
            databases++;
            admin("create database things" + databases + " owner sa");
            url = server.getJdbcUrl("sa", "things" + databases);
        }
        return url;
    }

    @Override
    void goBack(String sentence) throws SQLException {
        assertTrue(
                sentence.endsWith("the database is as it was before the script, which is to be mended: then run video-catalog db upgrade."),
                sentence);
        assertEquals(Kind.BEHIND, state(), "PostgreSQL has taken everything back");
    }

    @Test
    void says_what_a_user_may_not_do() throws Exception {
        write("V2__second.sql", "create role boss;");
        assertTrue(failure().contains("failed in line 1 (create role boss): permission denied to create role ("), failure());
    }

    @Test
    void keeps_what_ran_outside_of_a_transaction_and_says_so() throws Exception {
        write("V2__second.sql", "alter system set work_mem = '1MB';");
        String sentence = failure();
        assertTrue(sentence.contains("it runs outside of a transaction, so what it had done stays"), sentence);
        assertEquals(sentence, failure(), "nothing has to be cleared away before the next try");
    }
}
