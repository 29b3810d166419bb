package io.videocatalog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.videocatalog.live.EventStream;
import io.videocatalog.live.EventStream.Event;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** A listener that goes from replica to replica, and keeps what it has heard. */
final class RovingListener {

    private static final int LONGEST_VISIT_MILLIS = 12_000;
    private static final int PAUSE_MILLIS = 50;
    private static final long PATIENCE_SECONDS = 60;

    private final List<URI> replicas;
    private final Random random;
    private final Thread thread = new Thread(this::listen);
    private final Set<Long> heard = new TreeSet<>();
    private final Map<Long, Long> versions = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    /** In milliseconds; of changes that were made while the listener was listening. */
    private final List<Long> delays = new ArrayList<>();
    private String lastId = "0";
    private volatile long last;
    private volatile long goal = Long.MAX_VALUE;
    private int visits;

    private RovingListener(List<URI> replicas, int seed) {
        this.replicas = replicas;
        random = new Random(seed);
    }

    /** Begins to listen, from the first change that there is. */
    static RovingListener start(List<URI> replicas, int seed) {
        RovingListener listener = new RovingListener(replicas, seed);
        listener.thread.start();
        return listener;
    }

    private void listen() {
        while (last < goal) {
            try {
                visit(replicas.get(random.nextInt(replicas.size())));
            } catch (IOException e) {
                pause(); // The replica is down.
            }
        }
    }

    private void visit(URI replica) throws IOException {
        EventStream stream = EventStream.of(replica.resolve("/api/events"), Map.of("Last-Event-ID", lastId));
        Instant ready = Instant.MAX;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_VISIT_MILLIS));
        while (System.nanoTime() < end && last < goal && !stream.hasEnded()) {
            ready = take(stream.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS), ready);
        }
        stream.close();
        try {
            stream.awaitEnd();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        for (Event event = stream.poll(0, TimeUnit.SECONDS); event != null; event = stream.poll(0, TimeUnit.SECONDS)) {
            ready = take(event, ready);
        }
        lastId = stream.lastId().isEmpty() ? lastId : stream.lastId();
        visits++;
    }

    private Instant take(Event event, Instant ready) {
        if (event == null) {
            return ready;
        } else if (event.name().equals("ready")) {
            return event.at();
        } else if (event.name().equals("change")) {
            keep(event, ready);
        } else {
            faults.add(event.toString());
        }
        return ready;
    }

    private void keep(Event event, Instant ready) {
        JsonNode change = event.data();
        long number = event.number();
        Long version = versions.put(change.get("id").asLong(), change.get("version").asLong());
        if (number <= last || !heard.add(number) || version != null && version + 1 != change.get("version").asLong()) {
            faults.add(event + " after " + last + " and version " + version);
        }
        last = number;
        Instant at = Instant.parse(change.get("at").asText());
        if (at.isAfter(ready)) {
            delays.add(Duration.between(at, event.at()).toMillis());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Goes on until the change with this number has been heard of. */
    void finish(long number) throws InterruptedException {
        goal = number;
        thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        assertEquals(Thread.State.TERMINATED, thread.getState(), () -> "heard up to " + last + " of " + number);
    }

    /** Fails unless the listener has heard of exactly these changes, each once and in order. */
    void requireHeard(Set<Long> numbers) {
        assertEquals(List.of(), faults);
        assertEquals(numbers, heard);
    }

    List<Long> delays() {
        return delays;
    }

    int visits() {
        return visits;
    }
}
