package io.videocatalog.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;

/**
 * Lets pages of the configured origins use the API (the Fetch standard's CORS protocol). Any other origin is neither
 * refused nor allowed: a browser keeps the answer from its page, and nobody else sends the header.
 */
@ApplicationScoped
class Cors {

    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String REQUEST_HEADERS = "Accept, Authorization, Content-Encoding, Content-Type, Idempotency-Key, If-Match, "
            + "If-Modified-Since, If-None-Match, If-Unmodified-Since, Last-Event-ID, X-Request-Id";
    private static final String ANSWER_HEADERS = "Accept-Encoding, Accept-Patch, Allow, ETag, Idempotency-Replayed, Link, Location, RateLimit, RateLimit-Policy, "
            + "Retry-After, X-Request-Id";
    private static final String MAX_AGE_SECONDS = "600";

    @Inject
    CorsSettings settings;

    boolean isAllowed(Optional<Origin> origin) {
        return origin.isPresent() && settings.origins().orElse(Set.of()).contains(origin.get());
    }

    /** Answers a preflight, and has any other answer say that the page may read it. Returns whether the request is answered. */
    boolean answers(RoutingContext request) {
        if (settings.origins().isEmpty()) {
            return false;
        }
        MultiMap headers = request.response().headers();
        headers.add("Vary", "Origin");
        String origin = request.request().getHeader(HttpHeaders.ORIGIN);
        if (origin == null || !isAllowed(Origin.find(origin))) {
            return false;
        }
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
        headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, ANSWER_HEADERS);
        if (!isPreflight(request)) {
            return false;
        }
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS);
        headers.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
        request.response().setStatusCode(204).end();
        return true;
    }

    private static boolean isPreflight(RoutingContext request) {
        return request.request().method() == HttpMethod.OPTIONS
                && request.request().headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }
}
