package io.videocatalog.migration;

import io.videocatalog.db.DatabaseFile;
import io.videocatalog.db.DatabaseUrl;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Why scripts cannot run on the configured database as it is, and the way out, in one sentence each. */
final class Obstacle {

    private final String place;
    private final Optional<DatabaseFile> file;

    Obstacle(Config config) {
        this.place = DatabaseUrl.place(config);
        this.file = DatabaseFile.configured(config);
    }

    /** Nothing when scripts can run, or none needs to. */
    Optional<String> of(TableState state) {
        String script = state.culprit().map(TableState::name).orElse("");
        return Optional.ofNullable(switch (state.kind()) {
            case FAILED -> "The script " + script + " has failed on " + place + " and has left half of itself there; "
                    + wayBack(state.culprit().orElseThrow());
            case NEWER -> "The database " + place + " has run the script " + script
                    + ", which this version of the program does not have; start the version that did, or a newer one.";
            case CHANGED -> state.culprit().filter(culprit -> culprit.getState() == MigrationState.IGNORED).isPresent()
                    ? "The script " + script + " is new, but later ones have run on " + place + " already; give it the next number."
                    : "The script " + script + " is not what it was when it ran on " + place
                            + "; put it back as it was, and write what is to change into a new one.";
            case FOREIGN -> "The database " + place + " has tables that are not the catalogue's; give the catalogue a database of its own.";
            case EMPTY, CURRENT, BEHIND -> null;
        });
    }

    /** What to do once a script has failed halfway and cannot be taken back. */
    String wayBack(MigrationInfo failed) {
        if (file.isEmpty()) {
            return "undo by hand what it has done, delete its row from " + DatabaseTables.HISTORY
                    + ", and run video-catalog db upgrade with a program whose script is mended.";
        }
        Path path = file.get().path();
        // An upgrade of a file with tables does not begin without a copy.
        return new FileCopy(file.get()).before(failed)
                .map(copy -> "to go back, stop whatever uses the file and run: cp " + quoted(copy) + " " + quoted(path)
                        + "; then run video-catalog db upgrade with a program whose script is mended.")
                .orElse("nothing was there before, so remove " + path + " and start a program whose script is mended.");
    }

    private static String quoted(Path path) {
        return path.toString().matches("[\\w./+-]+") ? path.toString() : "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
