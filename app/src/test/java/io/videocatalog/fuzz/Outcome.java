package io.videocatalog.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.videocatalog.http.ProblemException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.function.ThrowingSupplier;

/** What may become of hostile input: a result, or a problem in words; and that soon. */
public final class Outcome {

    // Far above what any takes: a slow machine is no fault, and what would never end is far above it.
    private static final Duration BOUND = Duration.ofSeconds(60);

    private Outcome() {
    }

    /** The result, or nothing where a problem has refused the input. Whatever else is thrown fails the test. */
    public static <T> Optional<T> of(ThrowingSupplier<T> call) {
        return assertTimeoutPreemptively(BOUND, () -> {
            try {
                return Optional.of(call.get());
            } catch (ProblemException e) {
                assertNotNull(e.type());
                assertFalse(e.getMessage().isBlank());
                return Optional.empty();
            }
        });
    }
}
