package io.videocatalog.live;

import java.util.ArrayList;
import java.util.List;

/**
 * The latest changes, kept for listeners that are nearly up to date. Never altered.
 *
 * @param beginning tells two apart between which numbers were given a second time, as after a failover that has lost some
 * @param after up to and with this number, changes are no longer kept here
 * @param changes in their order, all that there are between {@code after} and {@code upTo}
 * @param upTo the number up to which changes are known
 */
record Recent(long beginning, long after, List<LiveChange> changes, long upTo) {

    private static final int MOST = 1_000;
    private static final long MOST_CHARACTERS = 2_000_000;

    /** These and more. */
    Recent with(List<LiveChange> more, long upTo) {
        List<LiveChange> all = new ArrayList<>(changes);
        all.addAll(more);
        long size = all.stream().mapToLong(LiveChange::size).sum();
        int dropped = 0;
        while (dropped < all.size() - 1 && (all.size() - dropped > MOST || size > MOST_CHARACTERS)) {
            size -= all.get(dropped).size();
            dropped++;
        }
        long from = dropped == 0 ? after : all.get(dropped - 1).number();
        return new Recent(beginning, from, List.copyOf(all.subList(dropped, all.size())), upTo);
    }

    /** Those behind a number that is not before {@code after}. */
    List<LiveChange> behind(long number) {
        int low = 0;
        int high = changes.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (changes.get(middle).number() <= number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return changes.subList(low, changes.size());
    }
}
