package io.videocatalog.history;

import io.videocatalog.security.Caller;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Appends to the table of changes. By JDBC, since it happens while Hibernate's sessions are coming to their end.
 * The table gives the numbers.
 */
final class ChangeTable {

    private static final int BATCH = 500;
    private static final String INSERT = "insert into changes (entity, entity_id, version, kind, changed_at, actor, actor_id, request_id,"
            + " before_state, after_state) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    /**
     * On H2, whoever takes numbers holds this row until the commit, so that numbers become visible in their order. It is one
     * that every database has and nothing else locks while the service runs. On PostgreSQL the table's default sees to it.
     */
    private static final String TAKE_TURN = "select \"installed_rank\" from \"flyway_schema_history\" where \"installed_rank\" = 1 for update";

    private final DataSource database;
    private final SessionFactoryImplementor sessions;

    ChangeTable(DataSource database, SessionFactory sessions) {
        this.database = database;
        this.sessions = sessions.unwrap(SessionFactoryImplementor.class);
    }

    /** In the transaction of the thread. */
    void append(PendingChanges changes, Caller caller) throws SQLException, IOException {
        try (Connection connection = database.getConnection(); PreparedStatement insert = connection.prepareStatement(INSERT)) {
            takeTurn(connection);
            OffsetDateTime now = Instant.now().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
            int[] waiting = {0};
            changes.<SQLException>forEach(change -> {
                bind(insert, change, now, caller);
                insert.addBatch();
                if (++waiting[0] % BATCH == 0) {
                    insert.executeBatch();
                }
            });
            insert.executeBatch();
        }
    }

    private void takeTurn(Connection connection) throws SQLException {
        if (sessions.getJdbcServices().getDialect() instanceof H2Dialect) {
            try (var statement = connection.prepareStatement(TAKE_TURN)) {
                statement.execute();
            }
        }
    }

    private static void bind(PreparedStatement insert, PendingChange change, OffsetDateTime now, Caller caller) throws SQLException {
        insert.setString(1, change.entity());
        insert.setLong(2, change.id());
        insert.setLong(3, change.version());
        insert.setString(4, change.kind().name());
        insert.setObject(5, now);
        insert.setString(6, caller.displayName());
        insert.setObject(7, caller.userId(), Types.BIGINT);
        insert.setString(8, caller.requestId());
        insert.setString(9, change.before());
        insert.setString(10, change.after());
    }

    /** What Hibernate makes of a failure, as of its own. */
    RuntimeException translated(SQLException failure) {
        return sessions.getJdbcServices().getSqlExceptionHelper().convert(failure, "changes cannot be written");
    }
}
