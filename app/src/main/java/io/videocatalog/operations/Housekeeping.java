package io.videocatalog.operations;

import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
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

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void tidyUp() {
        chores.forEach(Housekeeping::carryOut);
    }

    // A database that is away now will be there in an hour; anything else is a bug, which the scheduler logs.
    private static void carryOut(Chore chore) {
        try {
            chore.carryOut();
        } catch (RuntimeException e) {
            DatabaseFailure failure = DatabaseFailure.of(e).orElseThrow(() -> e);
            LOG.warnf("Housekeeping waits for the next hour: %s", failure.sentence());
        }
    }
}
