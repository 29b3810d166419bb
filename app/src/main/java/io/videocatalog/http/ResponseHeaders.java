package io.videocatalog.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** What every answer says to browsers: to guess nothing, load nothing, tell nobody, and keep no copy of what is not public. */
public final class ResponseHeaders {

    /** Set to true in a request's context, this says that anybody may see the answer, so that caches may keep it if they ask again. */
    public static final String PUBLIC = "public";

    static final Map<String, String> ALWAYS = Map.of("X-Content-Type-Options", "nosniff", "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin");
    static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";
    static final String NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String ONE_YEAR = "max-age=31536000";

    private ResponseHeaders() {
    }

    static void set(RoutingContext request) {
        MultiMap headers = request.response().headers();
        ALWAYS.forEach(headers::add);
        headers.add(CONTENT_SECURITY_POLICY, SwaggerUi.isAskedFor(request) ? SwaggerUi.POLICY : NOTHING);
        if (request.request().isSSL()) {
            headers.set("Strict-Transport-Security", ONE_YEAR);
        }
        if (isApi(request)) {
            request.addHeadersEndHandler(done -> limitCopies(request));
        }
    }

    // At the last moment: only whoever answers knows whether the answer is for all.
    private static void limitCopies(RoutingContext request) {
        MultiMap headers = request.response().headers();
        if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
            headers.set(HttpHeaders.CACHE_CONTROL, Boolean.TRUE.equals(request.get(PUBLIC)) ? "no-cache" : "no-store");
        }
    }

    // What is not surely something else: a path can be written in many ways.
    static boolean isApi(RoutingContext request) {
        String path = RequestContext.path(request);
        return !path.startsWith("/q/") && !path.startsWith("/problems");
    }
}
