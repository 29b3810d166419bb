package io.videocatalog.openapi;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;

/** The operations of a document, on whatever path. */
final class Operations {

    private Operations() {
    }

    static Stream<Operation> of(OpenAPI document) {
        return document.getPaths().getPathItems().values().stream().map(PathItem::getOperations).map(Map::values)
                .flatMap(Collection::stream);
    }
}
