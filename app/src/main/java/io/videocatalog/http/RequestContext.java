package io.videocatalog.http;

import io.vertx.ext.web.RoutingContext;

/** What is known of a request before any resource sees it. */
public final class RequestContext {

    /** The header that carries a request's id, both ways. */
    static final String REQUEST_ID = "X-Request-Id";

    private RequestContext() {
    }

    public static String id(RoutingContext request) {
        return request.get(REQUEST_ID);
    }

    static void setId(RoutingContext request, String id) {
        request.put(REQUEST_ID, id);
        request.response().putHeader(REQUEST_ID, id);
    }

    /** The path in its normal form, since it can be written in many ways; empty where it has none. */
    static String path(RoutingContext request) {
        try {
            return request.normalizedPath();
        } catch (IllegalArgumentException e) {
            return ""; // RequestGuard refuses such an address.
        }
    }
}
