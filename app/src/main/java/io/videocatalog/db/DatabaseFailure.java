package io.videocatalog.db;

import jakarta.persistence.OptimisticLockException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.h2.mvstore.MVStoreException;
import org.hibernate.StaleStateException;
import org.hibernate.exception.ConstraintViolationException;

/** What a failure of the database means, in whatever words its engine puts it. */
public enum DatabaseFailure {

    /** Others were in the transaction's way: a serialization failure, a deadlock, an id that another process has used meanwhile. */
    COLLISION,
    /** Another transaction has changed or deleted the row since it was read. */
    LOST_RACE,
    /** A lock was waited for in vain. */
    LOCKED,
    /** There was no connection to be had. */
    OVERLOADED,
    /** A statement was ended because it took too long, or by hand. */
    CANCELLED,
    /** The database takes no writes: it is the copy of another, or has been set so. */
    READ_ONLY,
    /** The disk is full. */
    FULL,
    /** The database's user lacks a permission. */
    DENIED,
    /** The database cannot be reached, or cannot read what it has stored. */
    AWAY;

    private static final Map<String, DatabaseFailure> BY_STATE = Map.of(
            "40001", COLLISION, // also H2's deadlock
            "40P01", COLLISION,
            "90131", LOST_RACE, // H2
            "HYT00", LOCKED, // H2
            "55P03", LOCKED,
            "53300", OVERLOADED,
            "57014", CANCELLED,
            "25006", READ_ONLY,
            "42501", DENIED,
            "53100", FULL);
    /** First whole classes of PostgreSQL's states, then single ones, then those of H2. */
    private static final Pattern AWAY_STATES = Pattern.compile("(08|28|53|58|57P|F0|XX).*|25P0[34]|3D000|55000|40003|"
            + "90028|90030|90031|90067|90098|90121");
    private static final Pattern NO_SPACE = Pattern.compile("No space left on device|Disk quota exceeded|not enough space on the disk");
    private static final int MOST_CAUSES = 50;

    /** What the failure means, if it is one of the database's that is nobody's mistake. */
    public static Optional<DatabaseFailure> of(Throwable failure) {
        return causes(failure).stream().map(DatabaseFailure::kind).flatMap(Optional::stream).findFirst();
    }

    /** In words for whoever has typed what failed, without a full stop. */
    public String sentence() {
        return switch (this) {
            case COLLISION, LOCKED -> "Others are changing the same rows; try again";
            case LOST_RACE -> "Somebody else has changed or deleted the same row meanwhile; try again";
            case OVERLOADED -> "The database has no connection to spare; try again later";
            case CANCELLED -> "The database has ended the statement before it was done";
            case READ_ONLY -> "The database takes no writes at present";
            case AWAY -> "The database cannot be reached";
            case FULL -> "The disk of the database is full";
            case DENIED -> "The user of the database lacks a permission; have it own the tables";
        };
    }

    /** A failure and all that is behind it, the nearest first. */
    public static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        collect(failure, causes);
        return causes;
    }

    // The reason of a commit that failed is not a cause but suppressed; that of a batch is, for H2, the next exception.
    private static void collect(Throwable failure, List<Throwable> causes) {
        if (failure != null && causes.size() < MOST_CAUSES) {
            causes.add(failure);
            collect(failure.getCause(), causes);
            for (Throwable suppressed : failure.getSuppressed()) {
                collect(suppressed, causes);
            }
            if (failure instanceof SQLException sql) {
                collect(sql.getNextException(), causes);
            }
        }
    }

    private static Optional<DatabaseFailure> kind(Throwable cause) {
        if (cause instanceof OptimisticLockException || cause instanceof StaleStateException) {
            return Optional.of(LOST_RACE);
        } else if (cause instanceof ConstraintViolationException violation) {
            return Optional.of(COLLISION).filter(any -> ViolatedConstraint.isOfId(violation));
        } else if (cause instanceof SQLException sql) {
            return Optional.ofNullable(BY_STATE.get(String.valueOf(sql.getSQLState()))).or(() -> byMessage(sql))
                    .or(() -> Optional.of(AWAY).filter(any -> AWAY_STATES.matcher(String.valueOf(sql.getSQLState())).matches()));
        } else if (cause instanceof MVStoreException) {
            return byMessage(cause).or(() -> Optional.of(AWAY)); // H2's storage reports a broken file in its own way.
        }
        return cause instanceof IOException ? byMessage(cause) : Optional.empty();
    }

    // Where there is no state, or one that is less exact.
    private static Optional<DatabaseFailure> byMessage(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("cquisition timeout")) { // the pool's
            return Optional.of(OVERLOADED);
        } else if (message.startsWith("Failed to enlist")) { // the transaction manager's, who keeps the reason: a broken connection
            return Optional.of(AWAY);
        }
        return Optional.of(FULL).filter(any -> NO_SPACE.matcher(message).find());
    }
}
