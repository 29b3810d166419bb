package io.videocatalog.backup;

import io.videocatalog.db.DatabaseFailure;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Optional;

/** A backup cannot be made or restored. The message is one sentence for whoever asked for it. */
public final class BackupFailure extends RuntimeException {

    /** PostgreSQL's state for a lock that was waited for in vain. */
    private static final String LOCKED = "55P03";

    BackupFailure(String sentence) {
        super(sentence, null, false, false);
    }

    /** Says what the database says, without the statement and its values. */
    static BackupFailure of(SQLException e) {
        if (LOCKED.equals(e.getSQLState())) {
            return new BackupFailure("Others hold the tables of the database; stop what uses it, and try again.");
        }
        Optional<DatabaseFailure> known = DatabaseFailure.of(e);
        if (known.isPresent()) {
            return new BackupFailure(known.get().sentence() + ".");
        }
        SQLException cause = e instanceof BatchUpdateException && e.getNextException() != null ? e.getNextException() : e;
        String line = String.valueOf(cause.getMessage()).lines().findFirst().orElse("").replaceFirst("( VALUES .*)?; SQL statement:$", "");
        return new BackupFailure("The database has refused: " + line + ".");
    }
}
