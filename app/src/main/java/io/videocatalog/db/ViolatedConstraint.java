package io.videocatalog.db;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** The constraint that a refused row has violated, which each database names in its own way. */
public final class ViolatedConstraint {

    private ViolatedConstraint() {
    }

    /** The constraint's name as the scripts have it, in lower case. */
    public static Optional<String> name(ConstraintViolationException violation) {
        return fromServer(violation).or(() -> Optional.ofNullable(violation.getConstraintName()))
                .map(name -> unqualified(name.toLowerCase(Locale.ROOT)));
    }

    // PostgreSQL says it apart from its message, which comes in the server's language and may quote the row.
    private static Optional<String> fromServer(ConstraintViolationException violation) {
        return DatabaseFailure.causes(violation).stream().filter(PSQLException.class::isInstance)
                .map(refusal -> ((PSQLException) refusal).getServerErrorMessage()).filter(Objects::nonNull)
                .map(ServerErrorMessage::getConstraint).filter(Objects::nonNull).findFirst();
    }

    // H2 says "PUBLIC.USERS_EMAIL_KEY ON PUBLIC.USERS(…)", and "PRIMARY KEY ON PUBLIC.USERS(ID)".
    private static String unqualified(String constraint) {
        String name = constraint.replace("\"", "").split(" ", 2)[0];
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Whether the row has come with an id that another has. */
    public static boolean isOfId(ConstraintViolationException violation) {
        return name(violation).filter(name -> name.equals("primary") || name.endsWith("_pkey")).isPresent();
    }
}
