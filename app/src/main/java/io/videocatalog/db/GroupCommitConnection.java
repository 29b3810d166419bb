package io.videocatalog.db;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.h2.engine.Database;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;

/** A connection whose commits have been written when they return, and that knows when H2 has closed its file. */
final class GroupCommitConnection extends JdbcConnection {

    /** Null where this process does not write: the database is in memory, or another process has it. */
    private final GroupCommit commits;

    GroupCommitConnection(String url, Properties credentials) throws SQLException {
        super(url, credentials, null, null, false);
        commits = getSession() instanceof SessionLocal session && session.getDatabase().isPersistent()
                ? GroupCommit.of(session.getDatabase())
                : null;
    }

    @Override
    public void commit() throws SQLException {
        if (commits != null && getSession() instanceof SessionLocal session && session.containsUncommitted()) {
            commits.commit(session.getDatabase(), super::commit);
        } else {
            super.commit();
            writeElsewhere();
        }
    }

    // H2 only knows of connections that have been closed themselves.
    @Override
    public boolean isValid(int timeout) {
        return super.isValid(timeout) && (commits == null || getSession() instanceof SessionLocal session && isOpen(session.getDatabase()));
    }

    private static boolean isOpen(Database database) {
        return !database.getStore().getMvStore().isClosed();
    }

    // A server of somebody's own has settings of its own, and may not let everybody do this.
    private void writeElsewhere() throws SQLException {
        if (SharedFile.isJoined()) {
            try (Statement statement = createStatement()) {
                statement.execute("checkpoint");
            }
        }
    }
}
