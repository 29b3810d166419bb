package io.videocatalog.openapi;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;

/** Says of every answer that it has the request's id. */
final class RequestIds {

    private static final String HEADER = "X-Request-Id";

    private RequestIds() {
    }

    static void complete(OpenAPI document) {
        var own = document.getPaths().getPathItems().values().stream().map(PathItem::getOperations).map(Map::values).flatMap(Collection::stream)
                .flatMap(operation -> operation.getResponses().getAPIResponses().values().stream()).filter(response -> response.getRef() == null);
        Stream.concat(own, document.getComponents().getResponses().values().stream())
                .forEach(response -> response.addHeader(HEADER, OASFactory.createHeader().ref(HEADER)));
    }
}
