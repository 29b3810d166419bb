package io.videocatalog.http;

import io.vertx.ext.web.RoutingContext;

/** The page that shows the OpenAPI document is a program, so it may do more than other answers: load what is its own, and ask the API. */
final class SwaggerUi {

    /** Two scripts stand in the page itself; they are known by what they are (CSP 3, 6.7.3.3). A new version may bring others. */
    static final String POLICY = "default-src 'none'; script-src 'self' 'sha256-AqcUGwpK0Ur3MgdTyzQ0KaqB4sm+CMf8dTOwCyi4HSw=' "
            + "'sha256-07/y42eckpaZ9Og8Dujra8ngc/ADn7WYQqRrxQ7B6qg='; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'";

    private SwaggerUi() {
    }

    static boolean isAskedFor(RoutingContext request) {
        return request.request().path().startsWith("/q/swagger-ui");
    }
}
