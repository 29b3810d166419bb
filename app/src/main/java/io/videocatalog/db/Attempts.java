package io.videocatalog.db;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Does again what others were in the way of, from its beginning and in a transaction of its own, a bounded number of times. */
@ApplicationScoped
@Startup
public class Attempts {

    private static final int MOST = 10;
    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 1_280;

    private final Counter retries;

    @Inject
    Attempts(MeterRegistry registry) {
        retries = Counter.builder("catalog.transaction.retries")
                .description("Transactions that were done again, because others were in their way").register(registry);
    }

    /** What is to be done, the whole of a transaction with its commit. */
    public interface Work<T, E extends Exception> {
        T carryOut() throws E;
    }

    /** The result of the first attempt that the database has not undone for the sake of others. */
    public <T, E extends Exception> T call(Work<T, E> work) throws E {
        return call(EnumSet.of(DatabaseFailure.COLLISION), work);
    }

    /**
     * The result of the first attempt that succeeds.
     *
     * @param worthAnother failures after which nothing is done and another attempt can succeed
     * @throws E what the last attempt has thrown
     */
    public <T, E extends Exception> T call(Set<DatabaseFailure> worthAnother, Work<T, E> work) throws E {
        for (int attempt = 1;; attempt++) {
            try {
                return work.carryOut();
            } catch (Exception e) {
                if (attempt == MOST || DatabaseFailure.of(e).filter(worthAnother::contains).isEmpty()) {
                    throw e;
                }
                retries.increment();
                pause(attempt);
            }
        }
    }

    // Random, so that two that have met do not meet again.
    private static void pause(int attempt) {
        long longest = TimeUnit.MILLISECONDS.toNanos(Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << attempt));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest));
    }
}
