package io.videocatalog.openapi;

import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/**
 * Has the OpenAPI document written at the first request for it and keeps it then. Quarkus knows only of writing it at each start, which
 * would take a tenth longer, or at each request, of which two at once would write into one document.
 */
@Alternative
@Priority(1)
@Singleton
public class KeptDocument extends OpenApiDocumentService {

    private final Map<Format, byte[]> kept = new EnumMap<>(Format.class);

    @Override
    public synchronized byte[] getDocument(String name, Format format) {
        return kept.computeIfAbsent(format, wanted -> super.getDocument(name, wanted));
    }
}
