package io.videocatalog.backup;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The scripts that make the catalogue's tables.
 *
 * @param folder where they are on the class path, with a folder for each engine in it
 */
public record Scripts(String folder) {

    /** Those of the catalogue. */
    public static final Scripts CATALOGUE = new Scripts("db/migration");

    /** The table in which Flyway keeps which scripts a database has seen. */
    static final String HISTORY = "flyway_schema_history";

    /**
     * What the scripts up to a version make. Scripts of one version make the same on every engine, so they are tried on an
     * empty H2 in memory.
     *
     * @param holder what is of that version, to begin a sentence with
     * @throws BackupFailure when there is no script of that version
     */
    Schema schema(MigrationVersion version, String holder) {
        requireKnown(version, holder);
        Database scratch = scratch();
        try (Connection keptOpen = DriverManager.getConnection(scratch.url())) {
            run(scratch, version);
            return Schema.of(keptOpen, version);
        } catch (SQLException e) {
            throw new IllegalStateException("The scripts do not run on an empty database", e);
        }
    }

    private void requireKnown(MigrationVersion version, String holder) {
        SortedSet<MigrationVersion> known = versions();
        if (version.isNewerThan(known.last())) {
            throw new BackupFailure(holder + " has tables of version " + version + ", and this program knows none after version "
                    + known.last() + "; use a newer program.");
        } else if (!known.contains(version)) {
            throw new BackupFailure(holder + " has tables of version " + version + ", which this program has no script for.");
        }
    }

    MigrationVersion newest() {
        return versions().last();
    }

    private SortedSet<MigrationVersion> versions() {
        return Arrays.stream(configured(scratch()).load().info().all()).map(MigrationInfo::getVersion).filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Database scratch() {
        return new Database("jdbc:h2:mem:" + UUID.randomUUID(), "", "");
    }

    /** Brings the tables of a database up to a version. */
    void run(Database database, MigrationVersion version) {
        configured(database).target(version).load().migrate();
    }

    private FluentConfiguration configured(Database database) {
        return Flyway.configure().locations("classpath:" + folder + "/" + database.engine())
                .dataSource(database.url(), database.username(), database.password());
    }
}
