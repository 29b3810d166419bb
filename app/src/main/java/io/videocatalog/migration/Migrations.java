package io.videocatalog.migration;

import io.quarkus.runtime.StartupEvent;
import io.videocatalog.db.DatabaseFile;
import io.videocatalog.db.DatabaseUrl;
import io.videocatalog.db.StartFailure;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.SchemaValidationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.jboss.logging.Logger;

/** Brings the tables of the database to what this program needs. */
@ApplicationScoped
public class Migrations {

    private static final Logger LOG = Logger.getLogger("io.videocatalog");

    @Inject
    Flyway flyway;
    @Inject
    EntityManagerFactory entities;
    @Inject
    Config config;
    @ConfigProperty(name = "quarkus.flyway.migrate-at-start")
    boolean atStart;

    /** How the tables stand, as far as scripts can tell. */
    public TableState state() {
        return TableState.of(flyway);
    }

    /** The database's kind and version. */
    public String engine() {
        try (Connection connection = connection()) {
            return connection.getMetaData().getDatabaseProductName() + " " + connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Where the database is, without anything secret. */
    public String place() {
        return DatabaseUrl.place(config);
    }

    /** What is to be done about the tables, in a sentence. */
    public String advice(TableState state) {
        return new Obstacle(config).of(state).orElseGet(() -> switch (state.kind()) {
            case EMPTY -> "Empty: video-catalog db upgrade, or whatever else uses it first, makes the tables.";
            case BEHIND -> "Behind: run video-catalog db upgrade.";
            default -> isUnfilled() ? "Not complete: run video-catalog db upgrade." : misfit().orElse("Up to date.");
        });
    }

    /**
     * Sees to it that a command finds the tables it needs: makes them in an empty database, and leaves it to people to upgrade
     * one that has rows.
     *
     * @throws StartFailure with what is in the way
     */
    public void requireCurrent() {
        TableState state = state();
        new Obstacle(config).of(state).ifPresent(sentence -> {
            throw new StartFailure(sentence);
        });
        if (state.kind() == TableState.Kind.BEHIND || isUnfilled()) {
            throw new StartFailure(
                    "The tables of " + DatabaseUrl.place(config) + " are those of an older version; run video-catalog db upgrade.");
        } else if (state.kind() == TableState.Kind.EMPTY) {
            upgrade(Migrations::ignore);
        }
    }

    /**
     * Runs the scripts that have not run yet, and fills the columns that they have added and only Java can compute.
     *
     * @param report is told in sentences what has been done
     */
    public void upgrade(Consumer<String> report) {
        boolean copied = state().kind() == TableState.Kind.BEHIND;
        Set<String> ran = flyway.migrate().migrations.stream().map(script -> script.version).collect(Collectors.toSet());
        TableState state = state();
        state.scripts().stream().filter(script -> ran.contains(String.valueOf(script.getVersion())))
                .forEach(script -> report.accept("Ran " + TableState.name(script) + " in " + script.getExecutionTime() + " ms."));
        fill(report);
        MigrationInfo current = state.current().orElseThrow();
        report.accept("The tables of " + place() + " are at version " + current.getVersion() + ".");
        if (copied) {
            DatabaseFile.configured(config).flatMap(file -> new FileCopy(file).before(current))
                    .ifPresent(copy -> report.accept("The file as it was before is kept in " + copy + "."));
        }
    }

    // Hibernate has started by now, and the service does not listen yet.
    void fill(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent started) {
        if (atStart) {
            fill(LOG::info);
        }
    }

    void fill(Consumer<String> report) {
        try (Connection connection = connection()) {
            FoldedColumn.fillAll(EntityTables.current(), connection, report);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private boolean isUnfilled() {
        try (Connection connection = connection()) {
            return !FoldedColumn.unfilled(EntityTables.current(), connection).isEmpty();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private Optional<String> misfit() {
        try {
            entities.getSchemaManager().validate();
            return Optional.empty();
        } catch (SchemaValidationException | SchemaManagementException e) {
            return Optional.of("Up to date, and yet the entities do not fit: " + e.getMessage() + ".");
        }
    }

    private Connection connection() throws SQLException {
        return flyway.getConfiguration().getDataSource().getConnection();
    }

    private StartFailure failure(SQLException e) {
        return new StartFailure(
                "The tables of " + DatabaseUrl.place(config) + " cannot be brought up to date: " + UpgradeFailure.reason(e) + ".");
    }

    private static void ignore(String line) {
    }
}
