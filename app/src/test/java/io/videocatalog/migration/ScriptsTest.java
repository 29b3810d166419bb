package io.videocatalog.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.junit.QuarkusTest;
import io.videocatalog.db.EarlyConnection;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Callback;
import org.junit.jupiter.api.Test;

/** What db check tells of the scripts, here with the entity and the script of docs/add-an-entity.md among them. */
@QuarkusTest
class ScriptsTest {

    @Inject
    Flyway flyway;
    @Inject
    Config config;

    @Test
    void make_the_tables_that_the_entities_need() throws SQLException {
        Properties credentials = EarlyConnection.credentials(config);
        try (Scratch scratch = Scratch.open(config)) {
            Flyway scripts = Flyway.configure().configuration(flyway.getConfiguration()).callbacks(new Callback[0])
                    .dataSource(scratch.url(), credentials.getProperty("user"), credentials.getProperty("password")).load();
            assertEquals(List.of(), ScriptWriter.differences(scripts));
        }
    }

    @Test
    void have_the_same_numbers_on_every_engine() {
        ScriptFolder folder = ScriptFolder.above(Path.of(""), Engine.H2).orElseThrow();
        assertEquals(folder.scripts(Engine.H2).keySet(), folder.scripts(Engine.POSTGRESQL).keySet());
    }

    @Test
    void build_no_index_that_waits_for_the_transaction_that_is_held_while_scripts_run() throws IOException {
        ScriptFolder folder = ScriptFolder.above(Path.of(""), Engine.POSTGRESQL).orElseThrow();
        for (String script : folder.scripts(Engine.POSTGRESQL).values()) {
            assertFalse(Files.readString(folder.path().resolve(script)).toLowerCase(Locale.ROOT).contains("concurrently"), script);
        }
    }
}
