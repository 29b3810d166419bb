package io.videocatalog.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses bodies that do not say what they are: the framework would take those without a type for the one that fits. */
class BodyHeaders {

    @ServerRequestFilter
    public void check(HttpServerRequest request, HttpHeaders headers, ResourceInfo operation) {
        if (!RequestGuard.mayHaveBody(request) || !operation.getResourceMethod().isAnnotationPresent(Consumes.class)) {
            return;
        }
        if (!namesType(headers)) {
            throw new NotSupportedException();
        }
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity") && !RequestGuard.isImport(request)) {
            throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Only imports take a Content-Encoding").with("Accept-Encoding",
                    "identity");
        }
    }

    private static boolean namesType(HttpHeaders headers) {
        try {
            MediaType type = headers.getMediaType();
            return type != null && !type.isWildcardType() && !type.isWildcardSubtype();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
