package io.videocatalog.operations;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.videocatalog.db.Attempts;
import io.videocatalog.db.DatabaseFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jboss.logging.Logger;

/** Has every {@link Chore} carried out once an hour while the service runs; commands do none. */
@ApplicationScoped
class Housekeeping {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);

    @Inject
    @All
    List<Chore> chores;
    @Inject
    Attempts attempts;

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void tidyUp() {
        chores.forEach(this::carryOut);
    }

    /** To the end, or to a failure, which keeps no other from being carried out. */
    private void carryOut(Chore chore) {
        try {
            while (attempts.call(() -> QuarkusTransaction.requiringNew().call(chore::carryOutPart)) > 0) {
                // The next part, in a transaction of its own.
            }
        } catch (RuntimeException e) {
            DatabaseFailure.of(e).ifPresentOrElse(failure -> LOG.warnf("Housekeeping waits for the next hour: %s", failure.sentence()),
                    () -> LOG.errorf(e, "%s has failed", chore.getClass()));
        }
    }
}
