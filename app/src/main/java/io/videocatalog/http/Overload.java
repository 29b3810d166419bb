package io.videocatalog.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Refuses requests while as many as the service can carry are on their way: waiting in a line without end, all would come too
 * late. A request whose body is still coming costs no thread and holds no place.
 */
@ApplicationScoped
public class Overload {

    private static final String PLACE = Overload.class.getName();

    private final AtomicInteger running = new AtomicInteger();
    private final int most;

    @Inject
    Overload(HttpSettings settings) {
        most = settings.maxRequests();
    }

    /** Before a body is collected. */
    void requireRoom(RoutingContext request) {
        if (ResponseHeaders.isApi(request) && running.get() >= most) {
            throw busy();
        }
    }

    /** Takes a place until the request is answered. */
    void enter(RoutingContext request) {
        if (!ResponseHeaders.isApi(request)) {
            return;
        }
        if (running.incrementAndGet() > most) {
            running.decrementAndGet();
            throw busy();
        }
        AtomicBoolean held = new AtomicBoolean(true);
        Runnable leave = () -> {
            if (held.compareAndSet(true, false)) {
                running.decrementAndGet();
            }
        };
        request.put(PLACE, leave);
        RequestEnd.of(request, leave);
    }

    /** Gives back the place of a request whose answer stays open and costs no thread. */
    public static void leave(RoutingContext request) {
        request.<Runnable>get(PLACE).run();
    }

    private static ProblemException busy() {
        return ProblemException.unavailable("The service has more to do than it can; send the request again later");
    }
}
