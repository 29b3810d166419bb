package io.videocatalog.openapi;

import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Has the OpenAPI document written at the first request for it and keeps it then. Quarkus knows only of writing it at each start, which
 * would take a tenth longer, or at each request, of which two at once would write into one document.
 */
@Alternative
@Priority(1)
@Singleton
public class KeptDocument extends OpenApiDocumentService {

    private final Map<List<?>, byte[]> kept = new HashMap<>();

    @Override
    public synchronized byte[] getDocument(String name, Format format) {
        return kept.computeIfAbsent(List.of(name, format), wanted -> super.getDocument(name, format));
    }
}
