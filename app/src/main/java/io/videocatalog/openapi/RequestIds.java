package io.videocatalog.openapi;

import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Says of every answer that it has the request's id. */
final class RequestIds {

    private static final String HEADER = "X-Request-Id";

    private RequestIds() {
    }

    static void complete(OpenAPI document) {
        Stream<APIResponse> own = Operations.of(document).flatMap(operation -> operation.getResponses().getAPIResponses().values().stream())
                .filter(response -> response.getRef() == null);
        Stream.concat(own, document.getComponents().getResponses().values().stream())
                .forEach(response -> response.addHeader(HEADER, OASFactory.createHeader().ref(HEADER)));
    }
}
