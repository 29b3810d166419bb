package io.videocatalog.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/**
 * How the tables of a database stand to the scripts that this program has.
 *
 * @param scripts those that have run, then those that are to run, in that order
 * @param culprit the script that the kind is due to, if it is due to one
 */
public record TableState(Kind kind, List<MigrationInfo> scripts, Optional<MigrationInfo> culprit) {

    public enum Kind {
        /** Nothing is there yet. */
        EMPTY,
        /** All scripts have run. */
        CURRENT,
        /** Scripts are to run. */
        BEHIND,
        /** A script has run that this program does not have. */
        NEWER,
        /** A script has failed halfway and left its mark. */
        FAILED,
        /** A script has run that was another then, or one was slipped in between those that have run. */
        CHANGED,
        /** Tables are there which no script of ours has made. */
        FOREIGN
    }

    static TableState of(Flyway flyway) {
        List<MigrationInfo> scripts = Arrays.asList(flyway.info().all());
        return first(scripts, script -> script.getState().isFailed(), Kind.FAILED)
                .or(() -> first(scripts, script -> !script.getState().isResolved(), Kind.NEWER))
                .or(() -> first(scripts, TableState::isChanged, Kind.CHANGED))
                .orElseGet(() -> new TableState(progress(flyway, scripts), scripts, Optional.empty()));
    }

    private static Optional<TableState> first(List<MigrationInfo> scripts, Predicate<MigrationInfo> condition, Kind kind) {
        return scripts.stream().filter(condition).findFirst().map(script -> new TableState(kind, scripts, Optional.of(script)));
    }

    private static boolean isChanged(MigrationInfo script) {
        return script.getState() == MigrationState.IGNORED
                || script.isApplied() && !(script.isChecksumMatching() && script.isDescriptionMatching());
    }

    private static Kind progress(Flyway flyway, List<MigrationInfo> scripts) {
        if (scripts.stream().allMatch(MigrationInfo::isApplied)) {
            return Kind.CURRENT;
        } else if (scripts.stream().anyMatch(MigrationInfo::isApplied)) {
            return Kind.BEHIND;
        }
        Map<String, ?> tables = tables(flyway);
        return tables.isEmpty() || tables.containsKey(DatabaseTables.HISTORY) ? Kind.EMPTY : Kind.FOREIGN;
    }

    private static Map<String, ?> tables(Flyway flyway) {
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
            return DatabaseTables.readColumns(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The name of a script's file. */
    public static String name(MigrationInfo script) {
        return script.getScript().substring(script.getScript().lastIndexOf('/') + 1);
    }

    /** The last script that has run. */
    public Optional<MigrationInfo> current() {
        return scripts.stream().filter(script -> script.isApplied() && !script.getState().isFailed()).reduce((before, after) -> after);
    }

    public List<MigrationInfo> pending() {
        return scripts.stream().filter(script -> script.getState() == MigrationState.PENDING).toList();
    }
}
