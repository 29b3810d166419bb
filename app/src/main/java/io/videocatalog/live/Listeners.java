package io.videocatalog.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.videocatalog.http.ClientAddress;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.http.RequestEnd;
import io.videocatalog.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** All who listen to this process. */
@ApplicationScoped
class Listeners {

    private static final long PULSE_MILLIS = 1_000;
    private static final String RETRY_SECONDS = "10";

    @Inject
    LiveSettings settings;
    @Inject
    FeedReader reader;
    @Inject
    Vertx vertx;
    @ConfigProperty(name = "quarkus.shutdown.delay")
    Duration shutdownDelay;

    private final Set<Listener> all = ConcurrentHashMap.newKeySet();
    /** Places taken, by client; also by those whose answer has not begun. */
    private final Map<String, Integer> places = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    void begin(@Observes StartupEvent started) {
        vertx.setPeriodic(PULSE_MILLIS, pulse -> all.forEach(listener -> listener.tick(System.nanoTime(), settings)));
    }

    // Once the port is closed, so that those who come back find another replica.
    void stop(@Observes ShutdownDelayInitiatedEvent signal) {
        vertx.setTimer(Math.max(2, shutdownDelay.toMillis() * 3 / 4), later -> endAll());
    }

    void stop(@Observes ShutdownEvent end) {
        endAll();
    }

    private void endAll() {
        stopping = true;
        all.forEach(Listener::end);
    }

    @Inject
    void meter(MeterRegistry registry) {
        Gauge.builder("catalog.listeners", all, Set::size).description("Clients that listen to changes").register(registry);
    }

    /**
     * Takes a place until the request is answered.
     *
     * @throws ProblemException UNAVAILABLE, or TOO_MANY_REQUESTS where it is the client's own places that are taken
     */
    void admit(Caller caller, RoutingContext request) {
        String client = caller.userId() == null ? ClientAddress.of(request).subnet() : caller.key();
        synchronized (places) {
            if (settings.maxListeners() > 0 && places.values().stream().mapToInt(Integer::intValue).sum() >= settings.maxListeners()) {
                throw ProblemException.unavailable("Too many are listening; send the request again later");
            }
            if (settings.maxListenersPerClient() > 0 && places.getOrDefault(client, 0) >= settings.maxListenersPerClient()) {
                throw new ProblemException(ProblemType.TOO_MANY_REQUESTS, "You are listening " + settings.maxListenersPerClient()
                        + " times already; close some of these connections").with("Retry-After", RETRY_SECONDS);
            }
            places.merge(client, 1, Integer::sum);
        }
        RequestEnd.of(request, () -> leave(client));
    }

    private void leave(String client) {
        synchronized (places) {
            places.computeIfPresent(client, (same, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Tells a listener of changes from now on, until its request has ended. */
    void add(Listener listener, RoutingContext request) {
        listener.open();
        all.add(listener);
        RequestEnd.of(request, () -> {
            listener.gone();
            all.remove(listener);
        });
        if (stopping) {
            listener.end();
        }
        reader.begin();
        listener.wake();
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    Collection<Listener> all() {
        return List.copyOf(all);
    }

    void wake() {
        all.forEach(Listener::wake);
    }

    /** Whether some have not got as far as they could. */
    boolean lag(long number) {
        return all.stream().anyMatch(listener -> listener.lags(number));
    }
}
