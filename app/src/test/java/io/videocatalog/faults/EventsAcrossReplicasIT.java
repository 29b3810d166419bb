package io.videocatalog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three replicas on one PostgreSQL, each of them killed or restarted now and then; {@code -Devents.seconds=N} sets for how long. */
@Tag("slow")
class EventsAcrossReplicasIT {

    private static final int SECONDS = Integer.getInteger("events.seconds", 300);
    private static final int REPLICAS = 3;
    private static final int WRITERS = 20;
    private static final int LISTENERS = 50;
    private static final int MILLIS_BETWEEN_FAULTS = 8_000;
    private static final int KINDS_OF_FAULTS = 5;

    private final ServiceProcess[] replicas = new ServiceProcess[REPLICAS];
    private final Random random = new Random(1);

    @Test
    void every_listener_hears_of_every_change_once_and_in_order(@TempDir Path folder) throws Exception {
        try (PostgresInstance server = PostgresInstance.create(folder, "server", "max_connections=200")) {
            for (int i = 0; i < REPLICAS; i++) {
                replicas[i] = start(ServiceProcess.freePort(), server);
            }
            List<RovingListener> listeners = new ArrayList<>();
            for (int i = 0; i < LISTENERS; i++) {
                listeners.add(RovingListener.start(addresses(), i));
            }
            RovingWriters writers = RovingWriters.start(addresses(), WRITERS);
            int faults = disturb(server);
            writers.stop();
            TreeSet<Long> written = numbers(server);
            for (RovingListener listener : listeners) {
                listener.finish(written.last());
            }
            listeners.forEach(listener -> listener.requireHeard(written));
            assertTrue(written.size() > SECONDS, () -> "only " + written.size() + " changes: " + writers.failures());
            report(written.size(), faults, listeners);
        } finally {
            for (ServiceProcess replica : replicas) {
                replica.close();
            }
        }
    }

    // Pooled connections of all would be more than a server of two cores is set up for.
    private static ServiceProcess start(int port, PostgresInstance server) throws Exception {
        return ServiceProcess.startOn(port, server.url(), "-Dquarkus.datasource.jdbc.max-size=20");
    }

    private List<URI> addresses() {
        return List.of(replicas).stream().map(replica -> URI.create("http://127.0.0.1:" + replica.port)).toList();
    }

    private int disturb(PostgresInstance server) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        int faults = 0;
        for (Thread.sleep(MILLIS_BETWEEN_FAULTS); System.nanoTime() < end; Thread.sleep(MILLIS_BETWEEN_FAULTS)) {
            disturb(server, faults++ % KINDS_OF_FAULTS);
        }
        return faults;
    }

    private void disturb(PostgresInstance server, int fault) throws Exception {
        if (fault == 2) {
            server.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'catalog'");
        } else if (fault == 4) {
            server.stop();
            server.start();
        } else {
            int victim = random.nextInt(REPLICAS);
            int port = replicas[victim].port;
            replicas[victim].kill();
            replicas[victim] = start(port, server);
        }
    }

    private static TreeSet<Long> numbers(PostgresInstance server) throws Exception {
        TreeSet<Long> numbers = new TreeSet<>();
        try (Connection connection = server.connect("catalog");
                ResultSet rows = connection.createStatement().executeQuery("select number from changes")) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }

    private static void report(int changes, int faults, List<RovingListener> listeners) {
        List<Long> delays = listeners.stream().flatMap(listener -> listener.delays().stream()).sorted().toList();
        AtomicInteger visits = new AtomicInteger();
        listeners.forEach(listener -> visits.addAndGet(listener.visits()));
        assertEquals(LISTENERS, listeners.size());
        System.out.printf("%d s, %d faults, %d changes to each of %d listeners, who came %d times; of %d told live half within %d ms,"
                + " 99 %% within %d ms, 99.9 %% within %d ms, the last after %d ms%n", SECONDS, faults, changes, LISTENERS, visits.get(),
                delays.size(),
                delays.get(delays.size() / 2), delays.get((int) (delays.size() * 0.99)), delays.get((int) (delays.size() * 0.999)),
                delays.get(delays.size() - 1));
    }
}
