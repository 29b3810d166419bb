package io.videocatalog.resource;

import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemTranslator;
import io.videocatalog.http.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.Set;
import org.hibernate.StaleStateException;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;

/** What the database's refusals mean to clients. */
@ApplicationScoped
public class DatabaseProblems implements ProblemTranslator {

    private static final Logger LOG = Logger.getLogger(DatabaseProblems.class);
    /** H2: a concurrent update of the row (90131), a lock waited for in vain (50200), a deadlock (40001). */
    private static final Set<Integer> LOST_RACES = Set.of(90131, 50200, 40001);
    /** H2: reading or writing the file failed, the file is broken, or the database was closed for such a reason. */
    private static final Set<Integer> AWAY = Set.of(90028, 90030, 90031, 90067, 90098, 90121, 8000);
    private static final ProblemException STORAGE_FULL = new ProblemException(ProblemType.STORAGE_FULL,
            "There is too little disk space left to write; reading goes on");

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
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem;
            } else if (cause instanceof ConstraintViolationException violation) {
                return References.problem(violation.getConstraintName());
            } else if (cause instanceof OptimisticLockException || cause instanceof StaleStateException) {
                return conflict();
            } else if (String.valueOf(cause.getMessage()).contains("No space left on device")) {
                return STORAGE_FULL;
            }
        }
        return translateSql(failure);
    }

    private static ProblemException translateSql(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                if (LOST_RACES.contains(sql.getErrorCode())) {
                    return conflict();
                }
                String state = String.valueOf(sql.getSQLState());
                boolean unreachable = state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
                boolean exhausted = String.valueOf(sql.getMessage()).contains("Acquisition timeout");
                if (unreachable || exhausted || AWAY.contains(sql.getErrorCode())) {
                    return ProblemException.unavailable("The database cannot be reached; send the request again later");
                }
            }
        }
        return new ProblemException(ProblemType.INTERNAL, "The server made a mistake; the log has more under the request's id");
    }

    private static ProblemException conflict() {
        return new ProblemException(ProblemType.CONFLICT, "Another request changed the resource at the same moment, and nothing of this one was written");
    }
}
