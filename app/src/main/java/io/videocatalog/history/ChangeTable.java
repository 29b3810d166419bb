package io.videocatalog.history;

import io.videocatalog.db.DatabaseEngine;
import io.videocatalog.model.Change;
import io.videocatalog.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Appends to the table of changes. By JDBC, since it happens while Hibernate's sessions are coming to their end.
 * The table gives the numbers.
 */
@ApplicationScoped
class ChangeTable {

    private static final int BATCH = 500;
    private static final String INSERT_INTO = "insert into changes (entity, entity_id, version, kind, changed_at, actor, actor_id, request_id,"
            + " before_state, after_state)";
    private static final String INSERT = INSERT_INTO + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    /**
     * On PostgreSQL a later number can be seen before an earlier one. A transaction therefore takes a lock before its first
     * number, which keeps nobody from anything, and which the server holds until all can see the change. Its second half is the
     * last number that was given before, without which readers would not know below what they miss nothing. A client that is
     * frozen between here and its commit would keep readers waiting for as long as it is.
     */
    private static final String INSERT_IN_TURN = "with turn as materialized (select pg_advisory_xact_lock_shared("
            + SettledChanges.LOCK_CLASS + ", (case when is_called then last_value else last_value - 1 end)::bit(32)::integer),"
            + " case current_setting('idle_in_transaction_session_timeout') when '0'"
            + " then set_config('idle_in_transaction_session_timeout', '10s', true) end from changes_seq) "
            + INSERT_INTO + " select ?, ?, ?, ?, ?, ?, ?, ?, ?, ? from turn";

    @Inject
    DataSource database;
    @Inject
    SessionFactory sessions;

    /** In the transaction of the thread, which appends once. */
    void append(PendingChanges changes, Caller caller) throws SQLException, IOException {
        OffsetDateTime now = Instant.now().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
        try (Connection connection = database.getConnection();
                PreparedStatement first = inTurn(connection);
                PreparedStatement more = connection.prepareStatement(INSERT)) {
            int[] count = {0};
            changes.<SQLException>forEach(change -> {
                if (count[0]++ == 0) {
                    bind(first, change, now, caller);
                    first.executeUpdate();
                    return;
                }
                bind(more, change, now, caller);
                more.addBatch();
                if (count[0] % BATCH == 0) {
                    more.executeBatch();
                }
            });
            if (count[0] > 1) {
                more.executeBatch();
            }
        }
    }

    /** The statement for the first change of a transaction. */
    private PreparedStatement inTurn(Connection connection) throws SQLException {
        if (!takesTurns()) {
            return connection.prepareStatement(INSERT_IN_TURN);
        }
        try (var statement = connection.prepareStatement(Change.TAKE_TURN)) {
            statement.execute();
        }
        return connection.prepareStatement(INSERT);
    }

    /** Whether those who take numbers wait for each other, so that numbers become visible in their order. */
    boolean takesTurns() {
        return DatabaseEngine.isH2(sessions);
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
        return sessions.unwrap(SessionFactoryImplementor.class).getJdbcServices().getSqlExceptionHelper().convert(failure,
                "changes cannot be written");
    }
}
