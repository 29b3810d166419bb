package io.videocatalog.backup;

import io.videocatalog.backup.Table.Column;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.api.MigrationVersion;

/** Fills an empty database with what a backup has. */
public final class Restore implements Closeable {

    private final Scripts scripts;
    private final Watch watch;
    private final BackupReader backup;
    private final Schema schema;
    /** What each sequence is to give next. */
    private final Map<String, Long> positions;
    private long handled;

    /**
     * Opens a backup and reads what it says of itself.
     *
     * @throws BackupFailure when the file is no backup, or one that the scripts do not lead to
     */
    public Restore(Scripts scripts, Path file, Watch watch) throws IOException {
        this.scripts = scripts;
        this.watch = watch;
        backup = new BackupReader(file);
        schema = scripts.schema(backup.manifest().version(), "The backup " + file);
        backup.requireFits(schema);
        positions = new HashMap<>(backup.manifest().sequences());
    }

    public Manifest manifest() {
        return backup.manifest();
    }

    /** @throws BackupFailure when the database has rows, or tables that are newer than those of the backup */
    public void requireEmpty(Connection connection) {
        try {
            LiveTables live = LiveTables.of(connection);
            Optional<MigrationVersion> version = live.version(connection);
            if (version.isPresent() && version.get().isNewerThan(schema.version())) {
                throw new BackupFailure("The database has tables of version " + version.get() + " already, and the backup is of version "
                        + schema.version() + "; restore into a database without tables.");
            }
            live.requireNoRows(connection);
        } catch (SQLException e) {
            throw BackupFailure.of(e);
        }
    }

    /** @throws BackupFailure when the backup is not as it was written */
    public void check() {
        try {
            for (Table table : schema.tables()) {
                check(table);
            }
        } catch (SQLException e) {
            throw BackupFailure.of(e);
        }
    }

    private void check(Table table) throws SQLException {
        int id = table.columns().stream().map(Column::name).toList().indexOf("id");
        backup.read(table, row -> {
            if (id >= 0 && row[id] instanceof Long given) {
                // No sequence has given an id that somebody has written by hand; it must not give it later.
                positions.computeIfPresent(table.name() + "_seq", (name, next) -> Math.max(next, given + 1));
            }
            handled("checking");
        });
    }

    private void handled(String doing) {
        watch.show(++handled, 2 * backup.manifest().rows(), doing);
    }

    /**
     * Makes the tables as they were when the backup was made, and fills them in one transaction.
     *
     * @param connection to the database, which must be empty
     */
    public void into(Database database, Connection connection) {
        try {
            scripts.run(database, schema.version());
            try (Load load = new Load(connection, schema)) {
                load.begin(positions);
                for (Table table : schema.tables()) {
                    load.insert(table, backup, () -> handled("loading"));
                }
                load.commit(() -> watch.show(handled, 0, "indexing"));
            }
        } catch (SQLException e) {
            throw BackupFailure.of(e);
        }
    }

    /** Whether there are scripts that were not there yet when the backup was made. */
    public boolean isOutdated() {
        return scripts.newest().isNewerThan(schema.version());
    }

    @Override
    public void close() throws IOException {
        backup.close();
    }
}
