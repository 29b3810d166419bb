package io.videocatalog.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** What is known of a request before any resource sees it. */
public final class RequestContext {

    /** The header that carries a request's id, both ways. */
    static final String REQUEST_ID = "X-Request-Id";

    /** The longest path that is looked at. */
    static final int MOST_OF_PATH = 4_096;

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private RequestContext() {
    }

    public static String id(RoutingContext request) {
        return request.get(REQUEST_ID);
    }

    static void setId(RoutingContext request, String id) {
        request.put(REQUEST_ID, id);
        request.response().putHeader(REQUEST_ID, id);
    }

    /** Whether the method is one of those that change nothing (RFC 9110, 9.2.1). */
    public static boolean isSafe(HttpServerRequest request) {
        return SAFE.contains(request.method());
    }

    /** Whether the path is longer than any here could be. To bring one of many escapes into its normal form takes the square of its length. */
    static boolean isPathTooLong(HttpServerRequest request) {
        return request.path() != null && request.path().length() > MOST_OF_PATH;
    }

    /** The path in its normal form, since it can be written in many ways; empty where it has none, or is too long. */
    static String path(RoutingContext request) {
        if (isPathTooLong(request.request())) {
            return "";
        }
        try {
            return request.normalizedPath();
        } catch (IllegalArgumentException e) {
            return ""; // RequestGuard refuses such an address.
        }
    }
}
