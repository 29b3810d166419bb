package io.videocatalog.http;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;

/** The end of a request: its answer has been sent, or its client has gone. */
public final class RequestEnd {

    private RequestEnd() {
    }

    /** Does something once when the request ends; at once when it has, as where the client went before the request was looked at. */
    public static void of(RoutingContext request, Runnable action) {
        AtomicBoolean first = new AtomicBoolean(true);
        Runnable once = () -> {
            if (first.compareAndSet(true, false)) {
                action.run();
            }
        };
        request.addEndHandler(ended -> once.run());
        // Handlers that come after the end are not called.
        if (request.response().closed()) {
            once.run();
        }
    }
}
