package io.videocatalog.db;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;

/** A connection whose commits have been written when they return. */
final class GroupCommitConnection extends JdbcConnection {

    GroupCommitConnection(String url, Properties credentials) throws SQLException {
        super(url, credentials, null, null, false);
    }

    @Override
    public void commit() throws SQLException {
        if (getSession() instanceof SessionLocal session && session.getDatabase().isPersistent() && session.containsUncommitted()) {
            GroupCommit.commit(session.getDatabase(), super::commit);
        } else {
            super.commit();
            writeElsewhere();
        }
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
