package io.videocatalog.http;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** So many requests in a time from each of any number of callers. What is left comes back evenly, so the whole may be used at once. */
final class Limit {

    /** Callers that are known at once. Forgetting one is as good as giving it its whole quota back. */
    private static final int MOST_CALLERS = 100_000;

    private final String name;
    private final long quota;
    private final Duration window;
    private final TimeMeter clock;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    // By the clock that nobody sets.
    Limit(String name, long quota, Duration window) {
        this(name, quota, window, TimeMeter.SYSTEM_NANOTIME);
    }

    Limit(String name, long quota, Duration window, TimeMeter clock) {
        this.name = name;
        this.quota = quota;
        this.window = window;
        this.clock = clock;
    }

    boolean isOff() {
        return quota <= 0;
    }

    ConsumptionProbe take(String caller) {
        if (buckets.size() >= MOST_CALLERS) {
            forgetHalf();
        }
        return buckets.computeIfAbsent(caller, any -> newBucket()).tryConsumeAndReturnRemaining(1);
    }

    private Bucket newBucket() {
        return Bucket.builder().addLimit(limit -> limit.capacity(quota).refillGreedy(quota, window)).withCustomTimePrecision(clock).build();
    }

    /** Those that have most left, among them all that have asked for nothing lately: whoever has used up a quota is remembered longest. */
    private synchronized void forgetHalf() {
        if (buckets.size() < MOST_CALLERS) {
            return;
        }
        record Left(String caller, long tokens) {
        }
        List<Left> fullest = buckets.entrySet().stream().map(entry -> new Left(entry.getKey(), entry.getValue().getAvailableTokens()))
                .sorted(Comparator.comparingLong(Left::tokens).reversed()).limit(MOST_CALLERS / 2).toList();
        fullest.forEach(left -> buckets.remove(left.caller));
    }

    int callers() {
        return buckets.size();
    }

    /** What the limit is, as an item of the field {@code RateLimit-Policy}. */
    String policy() {
        return "\"" + name + "\";q=" + quota + ";w=" + window.toSeconds();
    }

    /** What is left of it, as an item of the field {@code RateLimit}. */
    String state(ConsumptionProbe taken) {
        long nanos = taken.isConsumed() ? taken.getNanosToWaitForReset() : taken.getNanosToWaitForRefill();
        return "\"" + name + "\";r=" + taken.getRemainingTokens() + ";t=" + seconds(nanos);
    }

    /** After how many seconds there is something left again. */
    static long retryAfter(ConsumptionProbe refused) {
        return Math.max(1, seconds(refused.getNanosToWaitForRefill()));
    }

    private static long seconds(long nanos) {
        return (nanos + TimeUnit.SECONDS.toNanos(1) - 1) / TimeUnit.SECONDS.toNanos(1);
    }

    String sentence() {
        return "More than " + quota + " in " + window.toSeconds() + " seconds";
    }
}
