package io.videocatalog.resource;

import io.videocatalog.db.DatabaseFailure;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemTranslator;
import io.videocatalog.http.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;

/** What the database's refusals mean to clients. */
@ApplicationScoped
public class DatabaseProblems implements ProblemTranslator {

    private static final Logger LOG = Logger.getLogger(DatabaseProblems.class);

    @Override
    public ProblemException translate(Throwable failure) {
        ProblemException problem = find(failure);
        if (problem.type() == ProblemType.INTERNAL) {
            LOG.error("A request failed", failure);
        } else if (problem.type().status() >= 500) {
            LOG.warnf("A request failed: %s (%s)", problem.getMessage(), reason(failure));
        }
        return problem;
    }

    // The failure of a batch, and what the framework makes of it, quotes rows, which are not for the log.
    private static String reason(Throwable failure) {
        Throwable reason = DatabaseFailure.causes(failure).stream()
                .filter(cause -> cause instanceof SQLException && !(cause instanceof BatchUpdateException)).findFirst().orElse(failure);
        return reason.toString().lines().findFirst().orElse("");
    }

    private static ProblemException find(Throwable failure) {
        List<Throwable> causes = DatabaseFailure.causes(failure);
        return first(causes, ProblemException.class, Optional::of)
                .or(() -> first(causes, ConstraintViolationException.class, ConstraintProblems::problem))
                .or(() -> DatabaseFailure.of(failure).map(DatabaseProblems::problem))
                .orElseGet(() -> new ProblemException(ProblemType.INTERNAL,
                        "The server made a mistake; the log has more under the request's id"));
    }

    private static <T extends Throwable> Optional<ProblemException> first(List<Throwable> causes, Class<T> type,
            Function<T, Optional<ProblemException>> reading) {
        return causes.stream().filter(type::isInstance).map(type::cast).map(reading).flatMap(Optional::stream).findFirst();
    }

    private static ProblemException problem(DatabaseFailure failure) {
        return switch (failure) {
            case COLLISION, LOCKED -> ProblemException.unavailable("Others are changing the same rows; send the request again");
            case LOST_RACE -> new ProblemException(ProblemType.CONFLICT,
                    "Another request changed the resource at the same moment, and nothing of this one was written");
            case OVERLOADED, CANCELLED -> ProblemException.unavailable("The database has too much to do; send the request again later");
            case READ_ONLY -> ProblemException.unavailable("The database takes no writes at present; send the request again later");
            case AWAY -> ProblemException.unavailable("The database cannot be reached; send the request again later");
            case FULL -> new ProblemException(ProblemType.STORAGE_FULL, "The disk is full; the database works again once there is room")
                    .with("Retry-After", "60");
            case DENIED -> ProblemException.unavailable("The database denies the service a permission, which the log names; "
                    + "whoever runs it must grant that");
        };
    }
}
