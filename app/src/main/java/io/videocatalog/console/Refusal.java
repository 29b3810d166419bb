package io.videocatalog.console;

import io.videocatalog.db.DatabaseFailure;
import io.videocatalog.history.BulkChangeException;
import io.videocatalog.http.Fault;
import io.videocatalog.resource.ConstraintProblems;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.constraints.NotNull;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Why validation or the database refuses what a snippet asks for, in the words of people. */
final class Refusal {

    private Refusal() {
    }

    /** One line for each rule that is broken; empty when neither validation nor the database is the reason of the failure. */
    static Optional<String> sentence(Throwable failure) {
        List<Throwable> causes = DatabaseFailure.causes(failure);
        return first(causes, ConstraintViolationException.class, broken -> Optional.of(rules(broken)))
                .or(() -> first(causes, org.hibernate.exception.ConstraintViolationException.class,
                        broken -> ConstraintProblems.fault(broken).map(Fault::sentence)))
                .or(() -> first(causes, BulkChangeException.class, refused -> Optional.of(refused.getMessage())))
                .or(() -> DatabaseFailure.of(failure).map(DatabaseFailure::sentence))
                .or(() -> first(causes, SQLException.class, Refusal::message));
    }

    private static <T extends Throwable> Optional<String> first(List<Throwable> causes, Class<T> type,
            Function<T, Optional<String>> reading) {
        return causes.stream().filter(type::isInstance).map(type::cast).map(reading).flatMap(Optional::stream).findFirst();
    }

    private static String rules(ConstraintViolationException broken) {
        return broken.getConstraintViolations().stream().map(Refusal::rule).sorted().collect(Collectors.joining("\n"));
    }

    private static String rule(ConstraintViolation<?> violation) {
        boolean required = violation.getConstraintDescriptor().getAnnotation() instanceof NotNull;
        return violation.getRootBeanClass().getSimpleName() + "." + violation.getPropertyPath() + ": "
                + (required ? "is required" : violation.getMessage());
    }

    // That of a batch repeats the statement; its cause says what was wrong. Nor does H2 keep the statement for itself.
    private static Optional<String> message(SQLException refused) {
        return refused instanceof BatchUpdateException
                ? Optional.empty()
                : Optional.of("The database refuses: " + String.valueOf(refused.getMessage()).split("; SQL statement:|\\R", 2)[0]);
    }
}
