package io.videocatalog.resource;

import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemTranslator;
import io.videocatalog.http.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.h2.mvstore.MVStoreException;
import org.hibernate.StaleStateException;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;

/** What the database's refusals mean to clients. */
@ApplicationScoped
public class DatabaseProblems implements ProblemTranslator {

    private static final Logger LOG = Logger.getLogger(DatabaseProblems.class);
    /** H2: another transaction has changed the row meanwhile. */
    private static final int LOST_RACE = 90131;
    /** H2: a lock waited for in vain, a deadlock. */
    private static final Set<Integer> BUSY = Set.of(50200, 40001);
    /** H2: reading or writing the file failed, the file is broken, or the database was closed for such a reason. */
    private static final Set<Integer> AWAY = Set.of(90028, 90030, 90031, 90067, 90098, 90121, 8000);
    private static final int MOST_CAUSES = 50;
    private static final Pattern NO_SPACE = Pattern.compile("No space left on device|Disk quota exceeded|not enough space on the disk");
    private static final ProblemException STORAGE_FULL = new ProblemException(ProblemType.STORAGE_FULL,
            "The disk is full; the database works again once there is room").with("Retry-After", "60");

    @Override
    public ProblemException translate(Throwable failure) {
        ProblemException problem = find(failure);
        if (problem.type() == ProblemType.INTERNAL) {
            LOG.error("A request failed", failure);
        } else if (problem.type().status() >= 500) {
            LOG.warnf("A request failed: %s (%s)", problem.getMessage(), failure);
        }
        return problem;
    }

    private static ProblemException find(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        collect(failure, causes);
        return first(causes, DatabaseProblems::fromCause).or(() -> first(causes, DatabaseProblems::fromSql)).orElseGet(
                () -> new ProblemException(ProblemType.INTERNAL, "The server made a mistake; the log has more under the request's id"));
    }

    // The reason of a commit that failed is not a cause but suppressed.
    private static void collect(Throwable failure, List<Throwable> causes) {
        if (failure != null && causes.size() < MOST_CAUSES) {
            causes.add(failure);
            collect(failure.getCause(), causes);
            for (Throwable suppressed : failure.getSuppressed()) {
                collect(suppressed, causes);
            }
        }
    }

    private static Optional<ProblemException> first(List<Throwable> causes, Function<Throwable, Optional<ProblemException>> reading) {
        return causes.stream().map(reading).flatMap(Optional::stream).findFirst();
    }

    private static Optional<ProblemException> fromCause(Throwable cause) {
        if (cause instanceof ProblemException problem) {
            return Optional.of(problem);
        } else if (cause instanceof ConstraintViolationException violation) {
            return References.problem(violation);
        } else if (cause instanceof OptimisticLockException || cause instanceof StaleStateException) {
            return Optional.of(conflict());
        }
        return Optional.of(String.valueOf(cause.getMessage())).filter(message -> NO_SPACE.matcher(message).find()).map(any -> STORAGE_FULL);
    }

    private static Optional<ProblemException> fromSql(Throwable cause) {
        if (cause instanceof SQLException sql) {
            if (sql.getErrorCode() == LOST_RACE) {
                return Optional.of(conflict());
            } else if (BUSY.contains(sql.getErrorCode())) {
                return Optional.of(ProblemException.unavailable("Others are changing the same rows; send the request again"));
            }
            String state = String.valueOf(sql.getSQLState());
            boolean unreachable = state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
            boolean exhausted = String.valueOf(sql.getMessage()).contains("cquisition timeout");
            if (unreachable || exhausted || AWAY.contains(sql.getErrorCode())) {
                return Optional.of(unavailable());
            }
        }
        // H2's storage reports a broken file, or one that cannot be read, in its own way.
        return cause instanceof MVStoreException ? Optional.of(unavailable()) : Optional.empty();
    }

    private static ProblemException unavailable() {
        return ProblemException.unavailable("The database cannot be reached; send the request again later");
    }

    private static ProblemException conflict() {
        return new ProblemException(ProblemType.CONFLICT,
                "Another request changed the resource at the same moment, and nothing of this one was written");
    }
}
