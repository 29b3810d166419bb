package io.videocatalog.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.hibernate.StatelessSession;

/**
 * Tells how far the numbers of changes are settled: up to there each change can be read by everybody, or never will be. Beyond,
 * a transaction may still have a number that is lower than those that can be read already.
 */
@ApplicationScoped
public class SettledChanges {

    /** Of locks whose second half is the number below which their transactions have none: see {@link ChangeTable}. */
    static final String LOCK_CLASS = "563017090";

    private static final String OLDEST = "select coalesce(min(number), 0) from changes";
    /** On H2 numbers become visible in their order, and the newest change is never pruned. */
    private static final String LAST_SEEN = "select max(number) from changes";
    private static final String LAST_GIVEN = "select case when is_called then last_value else last_value - 1 end from changes_seq";
    private static final String HELD_BELOW = "select objid::bigint from pg_locks where locktype = 'advisory' and objsubid = 2"
            + " and classid = " + LOCK_CLASS + " and database = (select oid from pg_database where datname = current_database())";

    @Inject
    DataSource database;
    @Inject
    ChangeTable table;

    /**
     * What is known of the numbers.
     *
     * @param oldest the least that is kept, 0 where there is none
     * @param limit up to which they are settled
     * @param last the greatest that was given to a transaction
     */
    public record Numbers(long oldest, long limit, long last) {
    }

    /**
     * Up to which number changes are settled. Whoever reads up to there in a transaction, or by a statement, that begins
     * after this call misses none.
     */
    public long limit() throws SQLException {
        return numbers().limit;
    }

    /** Whether all changes behind a number are kept, where this is the least that is. */
    public static boolean areKept(long after, long oldest) {
        return after >= oldest - 1;
    }

    /** Whether all changes behind a number are kept, as a session sees it. */
    public static boolean areKept(long after, StatelessSession session) {
        return areKept(after, session.createNativeQuery(OLDEST, Long.class).getSingleResult());
    }

    /** The least number that is kept, 0 where there is none. */
    public long oldest() throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            return number(statement, OLDEST);
        }
    }

    public Numbers numbers() throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            if (table.takesTurns()) {
                long last = number(statement, LAST_SEEN);
                return new Numbers(number(statement, OLDEST), last, last);
            }
            // In this order: whoever has been given one of these numbers holds a lock, or has come to its end.
            long last = number(statement, LAST_GIVEN);
            return new Numbers(number(statement, OLDEST), heldBelow(statement, last), last);
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static long heldBelow(Statement statement, long last) throws SQLException {
        long limit = last;
        try (ResultSet lock = statement.executeQuery(HELD_BELOW)) {
            while (lock.next()) {
                // A lock shows the lower half of a number; those that are meant are near.
                limit = Math.min(limit, last - (int) (last - lock.getLong(1)));
            }
        }
        return limit;
    }
}
