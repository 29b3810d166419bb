package io.videocatalog.live;

import io.quarkus.runtime.ShutdownEvent;
import io.videocatalog.db.DatabaseFailure;
import io.videocatalog.history.ChangesWritten;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** The one thread that looks for new changes, for as long as somebody listens. */
@ApplicationScoped
class FeedReader {

    private static final Logger LOG = Logger.getLogger(FeedReader.class);

    /** Other processes' changes are found by looking; listening to PostgreSQL would need a session that a pooler does not give. */
    private static final long PAUSE_MILLIS = 200;
    /** While transactions are about to end, and between two looks at most. */
    private static final long SHORT_PAUSE_MILLIS = 20;
    private static final int MOST_PAUSES = 10;
    private static final long PAUSE_WITHOUT_DATABASE_MILLIS = 300;

    @Inject
    ChangeFeed feed;
    @Inject
    Listeners listeners;
    @Inject
    ListenerRights rights;
    @Inject
    LiveSettings settings;

    private Thread thread;
    private boolean woken;
    private boolean stopped;
    private boolean failing;
    private long rightsChecked;

    /** Has the feed read from now on. */
    synchronized void begin() {
        if (thread == null) {
            thread = new Thread(this::run, "events-reader");
            thread.setDaemon(true);
            thread.start();
        }
    }

    synchronized void wake(@Observes ChangesWritten own) {
        woken = true;
        notifyAll();
    }

    // In dev mode connections outlive the application that has answered on them.
    synchronized void stop(@Observes ShutdownEvent end) {
        stopped = true;
        notifyAll();
    }

    private void run() {
        try {
            while (!hasEnded()) {
                pause(look());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave();
        }
    }

    // Whatever has ended this thread, the next listener is to find another.
    private synchronized void leave() {
        if (thread == Thread.currentThread()) {
            thread = null;
        }
    }

    private synchronized boolean hasEnded() {
        if (!stopped && !listeners.isEmpty()) {
            return false;
        }
        feed.rest();
        thread = null;
        return true;
    }

    /** How long to wait before the next look. */
    private long look() {
        try {
            boolean more = feed.read(this::tell);
            checkRights();
            if (failing) {
                failing = false;
                LOG.info("Listeners are told of changes again");
            }
            return more ? SHORT_PAUSE_MILLIS : PAUSE_MILLIS;
        } catch (Exception e) {
            report(e);
            return PAUSE_WITHOUT_DATABASE_MILLIS;
        }
    }

    // A long row of changes goes at the pace of those who read, for a moment at most; else each would read them again by itself.
    private void tell(boolean more) {
        listeners.wake();
        for (int i = 0; more && i < MOST_PAUSES && listeners.lag(feed.recent().upTo()); i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(SHORT_PAUSE_MILLIS));
        }
    }

    private void checkRights() {
        if (System.nanoTime() - rightsChecked > settings.heartbeat().toNanos()) {
            rightsChecked = System.nanoTime();
            rights.check(listeners.all());
        }
    }

    // Once; nothing is lost meanwhile.
    private void report(Exception e) {
        if (!failing) {
            failing = true;
            DatabaseFailure.of(e).ifPresentOrElse(failure -> LOG.warnf("Listeners wait: %s", failure.sentence()),
                    () -> LOG.error("Listeners wait", e));
        }
    }

    private void pause(long millis) throws InterruptedException {
        Thread.sleep(SHORT_PAUSE_MILLIS);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis - SHORT_PAUSE_MILLIS);
        synchronized (this) {
            for (long left = end - System.nanoTime(); !woken && !stopped && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            woken = false;
        }
    }
}
