package io.videocatalog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;

/** Clients that create videos one after the other, and keep the id of each creation that was acknowledged. */
final class WriteLoad {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** After each answer that is none of success; whoever is told to come again later does. */
    private static final long PAUSE_MILLIS = 20;

    final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    /** Answers that are no acknowledgement. */
    final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    /** The names of those that were sent on a connection that ended without an answer; at most one for each client. */
    final ConcurrentLinkedQueue<String> unanswered = new ConcurrentLinkedQueue<>();
    /** The names of those for which there was no connection; at most one for each client. */
    private final ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();
    private final LongAccumulator longestNanos = new LongAccumulator(Math::max, 0);
    private final AtomicLong lastAcknowledgement = new AtomicLong(System.nanoTime());
    private final LongAccumulator longestSilenceNanos = new LongAccumulator(Math::max, 0);
    private Clients clients;
    private volatile boolean stopping;

    /** Where videos are sent. */
    interface Target {
        HttpResponse<String> post(String json) throws IOException, InterruptedException;
    }

    static WriteLoad on(ServiceProcess service, int clients) {
        return on(service::post, clients);
    }

    static WriteLoad on(Target service, int clients) {
        WriteLoad load = new WriteLoad();
        load.clients = Clients.start(clients, () -> load.write(service));
        return load;
    }

    // A client ends when it is refused a connection or loses it: the service is then gone.
    private void write(Target service) {
        for (int i = 0; !stopping; i++) {
            String name = Thread.currentThread().getName() + "-" + i;
            long sent = System.nanoTime();
            try {
                HttpResponse<String> answer = service.post("{\"name\":\"%s\",\"description\":\"under load\"}".formatted(name));
                if (answer.statusCode() == 201) {
                    acknowledged.add(JSON.readTree(answer.body()).get("id").asLong());
                    long now = System.nanoTime();
                    longestSilenceNanos.accumulate(now - lastAcknowledgement.getAndSet(now));
                } else {
                    failures.add(answer.statusCode() + " " + answer.headers().firstValue("Content-Type").orElse("") + " " + answer.body());
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (ConnectException e) {
                refused.add(name);
                return;
            } catch (IOException e) {
                unanswered.add(name);
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } finally {
                longestNanos.accumulate(System.nanoTime() - sent);
            }
        }
    }

    /** Waits until this many creations are acknowledged. */
    void awaitAcknowledged(int count, long seconds) throws InterruptedException {
        for (long i = 0; i < seconds * 20 && acknowledged.size() < count; i++) {
            Thread.sleep(50);
        }
        if (acknowledged.size() < count) {
            throw new AssertionError("only " + acknowledged.size() + " acknowledged; " + failures);
        }
    }

    /** How long the client has waited that waited longest for one answer. */
    double longestSeconds() {
        return longestNanos.get() / 1e9;
    }

    /** The longest time in which no client was acknowledged anything. */
    double longestSilenceSeconds() {
        return longestSilenceNanos.get() / 1e9;
    }

    /** Waits for all clients, which end with the service. */
    void join() throws InterruptedException {
        clients.join();
    }

    /** Ends all clients, each of which has been able to connect so far. */
    void stop() throws InterruptedException {
        stopping = true;
        clients.join();
        assertEquals(List.of(), List.copyOf(refused));
    }

    void requireKept(ServiceProcess service) throws IOException, InterruptedException {
        Set<Long> lost = new HashSet<>(acknowledged);
        service.ids().forEach(lost::remove);
        assertEquals(Set.of(), lost);
    }
}
