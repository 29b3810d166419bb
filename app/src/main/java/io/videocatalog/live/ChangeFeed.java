package io.videocatalog.live;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.videocatalog.history.SettledChanges;
import io.videocatalog.history.SettledChanges.Numbers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What listeners are told: the latest changes from memory, older ones from the database. */
@ApplicationScoped
class ChangeFeed {

    private static final int BATCH = 500;
    private static final int PAGE = 100;
    private static final int PAGES_AT_ONCE = 4;

    @Inject
    SettledChanges settled;
    @Inject
    ChangeRows rows;

    private final WorkerExecutor readers;
    private volatile Recent recent;

    @Inject
    ChangeFeed(Vertx vertx) {
        readers = vertx.createSharedWorkerExecutor("events", PAGES_AT_ONCE);
    }

    /**
     * Some of the changes that a listener lacks.
     *
     * @param upTo behind which others begin
     */
    record Page(List<LiveChange> changes, long upTo) {
    }

    /** The latest changes; null until they have been read. */
    Recent recent() {
        return recent;
    }

    /** Changes behind one number, up to and with another that is settled; nothing when some of them are no longer kept. */
    Future<Optional<Page>> readBack(long after, long upTo) {
        return readers.executeBlocking(() -> {
            List<LiveChange> found = rows.between(after, upTo, PAGE);
            // Asked afterwards: what was there then, was there before.
            Page page = new Page(found, found.size() < PAGE ? upTo : found.get(PAGE - 1).number());
            return SettledChanges.areKept(after, settled.oldest()) ? Optional.of(page) : Optional.empty();
        }, false);
    }

    /**
     * Whether a listener that has heard of this number last can be told of all that came after it. Those who have not signed in hear
     * of nothing that was before they came: what was taken out of a public catalogue is out.
     */
    boolean canFollow(long number, boolean signedIn) throws SQLException {
        Numbers numbers = settled.numbers();
        return number <= numbers.last() && SettledChanges.areKept(number, numbers.oldest()) && (signedIn || number >= numbers.limit());
    }

    /**
     * Reads what is new.
     *
     * @param arrived is called when there is some, and told whether there is more
     * @return whether there is more that is not settled yet
     */
    boolean read(Consumer<Boolean> arrived) throws SQLException {
        Numbers numbers = settled.numbers();
        if (recent == null || numbers.last() < recent.upTo()) {
            begin(numbers);
            arrived.accept(false);
        }
        while (recent.upTo() < numbers.limit()) {
            append(numbers.limit());
            arrived.accept(recent.upTo() < numbers.limit());
        }
        return numbers.limit() < numbers.last();
    }

    // With some that are older, so that those who come back after a restart find them in memory.
    private void begin(Numbers numbers) {
        long upTo = numbers.limit();
        long after = Math.min(upTo, Math.max(Math.max(0, upTo - BATCH), numbers.oldest() - 1));
        recent = new Recent(System.nanoTime(), after, List.of(), after).with(rows.between(after, upTo, BATCH), upTo);
    }

    private void append(long limit) {
        List<LiveChange> found = rows.between(recent.upTo(), limit, BATCH);
        recent = recent.with(found, found.size() < BATCH ? limit : found.get(BATCH - 1).number());
    }

    /** Forgets all, once nobody listens. */
    void rest() {
        recent = null;
    }
}
