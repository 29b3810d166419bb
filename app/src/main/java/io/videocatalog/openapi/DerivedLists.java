package io.videocatalog.openapi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;

/**
 * Completes operations below one resource that answer as the list of another does. Such an operation names that list
 * as {@code x-list}, and as {@code x-settled} the filter that its path has settled.
 */
final class DerivedLists {

    private DerivedLists() {
    }

    static void complete(OpenAPI document) {
        Map<String, Operation> operations = Operations.of(document)
                .collect(Collectors.toMap(Operation::getOperationId, operation -> operation));
        operations.values().stream().filter(operation -> operation.hasExtension("x-list"))
                .forEach(operation -> complete(operation, operations.get(operation.getExtensions().get("x-list").toString())));
    }

    private static void complete(Operation operation, Operation list) {
        Object settled = operation.getExtensions().get("x-settled");
        operation.setParameters(List.of(OASFactory.createParameter().ref("Id")));
        list.getParameters().stream().filter(parameter -> !settled.equals(parameter.getName())).forEach(operation::addParameter);
        operation.setTags(list.getTags());
        operation.setResponses(OASFactory.createAPIResponses().addAPIResponse("200", list.getResponses().getAPIResponse("200")));
        operation.setExtensions(Map.of("x-problems", withNotFound(list)));
    }

    private static List<Object> withNotFound(Operation list) {
        List<Object> problems = new ArrayList<>((List<?>) list.getExtensions().get("x-problems"));
        problems.add(404);
        problems.sort(Comparator.comparing(Object::toString));
        return problems;
    }
}
