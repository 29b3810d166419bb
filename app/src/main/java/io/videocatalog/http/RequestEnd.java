package io.videocatalog.http;

import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/** The end of a request: its answer has been sent, or its client has gone. */
public final class RequestEnd {

    private static final String KEY = RequestEnd.class.getName();

    private final List<Runnable> actions = new ArrayList<>();
    private boolean over;

    private RequestEnd() {
    }

    /**
     * Waits for the end of a request that has just come, on its event loop. Later, by another thread, it could not be known: the
     * framework calls no handler that it is given after the end, and tells nobody that this has been.
     */
    static void await(RoutingContext request) {
        RequestEnd end = new RequestEnd();
        request.put(KEY, end);
        request.addEndHandler(ended -> end.reached());
    }

    /** Does something once when the request ends; at once when it has, as where the client went before the request was looked at. */
    public static void of(RoutingContext request, Runnable action) {
        if (!request.<RequestEnd>get(KEY).takes(action)) {
            action.run();
        }
    }

    private synchronized boolean takes(Runnable action) {
        return !over && actions.add(action);
    }

    private void reached() {
        synchronized (this) {
            over = true;
        }
        actions.forEach(Runnable::run);
    }
}
