package io.videocatalog.db;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;

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
        if (isFileClosed()) {
            throw DbException.getJdbcSQLException(ErrorCode.DATABASE_IS_CLOSED);
        }
        if (commits != null && getSession() instanceof SessionLocal session && session.containsUncommitted()) {
            commits.commit(session.getDatabase(), super::commit);
        } else {
            super.commit();
            writeElsewhere();
        }
    }

    // What was not committed has gone with the file.
    @Override
    public void rollback() throws SQLException {
        if (!isFileClosed()) {
            super.rollback();
        }
    }

    // H2 would begin with a rollback.
    @Override
    public void close() throws SQLException {
        if (isFileClosed()) {
            try {
                getSession().close();
            } catch (RuntimeException e) {
                // Of why the file was closed, which has been told; the session has ended all the same.
            }
        }
        super.close();
    }

    /** Whether H2 has closed the file since: a transaction that goes on then can take a processor for itself, for ever. */
    boolean isFileClosed() {
        return commits != null && getSession() instanceof SessionLocal session
                && session.getDatabase().getStore().getMvStore().isClosed();
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
