package io.videocatalog.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.Arc;
import io.videocatalog.migration.Migrations;
import java.time.temporal.ChronoUnit;
import org.flywaydb.core.api.MigrationInfo;

/** A command about the tables, which it takes as they are. */
abstract class TablesCommand extends CatalogueCommand {

    @Override
    protected final void prepareTables() {
        // They are what the command is about.
    }

    static Migrations migrations() {
        return Arc.container().instance(Migrations.class).get();
    }

    void printJson(Object value) throws JsonProcessingException {
        out().println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(value));
    }

    /** When a script ran, in UTC; null when it has not. */
    static String appliedAt(MigrationInfo script) {
        return script.getInstalledOn() == null ? null : script.getInstalledOn().toInstant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
