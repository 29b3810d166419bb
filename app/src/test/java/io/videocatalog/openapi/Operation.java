package io.videocatalog.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What one method of one path takes and answers, as an OpenAPI document has it. */
record Operation(String method, String path, JsonNode node, List<JsonNode> parameters, JsonNode document) {

    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    /** All that the document has. */
    static List<Operation> listOf(JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        document.get("paths").properties().forEach(path -> METHODS.stream().filter(path.getValue()::has).forEach(method -> {
            List<JsonNode> parameters = new ArrayList<>();
            for (JsonNode owner : List.of(path.getValue(), path.getValue().get(method))) {
                owner.path("parameters").forEach(parameter -> parameters.add(resolved(parameter, document)));
            }
            operations
                    .add(new Operation(method.toUpperCase(Locale.ROOT), path.getKey(), path.getValue().get(method), parameters, document));
        }));
        return operations;
    }

    private static JsonNode resolved(JsonNode node, JsonNode document) {
        return node.has("$ref") ? resolved(document.at(node.get("$ref").textValue().substring(1)), document) : node;
    }

    JsonNode resolved(JsonNode node) {
        return resolved(node, document);
    }

    List<JsonNode> parametersIn(String place) {
        return parameters.stream().filter(parameter -> parameter.get("in").textValue().equals(place)).toList();
    }

    /** What a body may be, by media type. */
    Map<String, JsonNode> requests() {
        return contents(resolved(node.path("requestBody")));
    }

    /** What the body of an answer may be, by media type; nothing where the status is not declared. */
    Optional<Map<String, JsonNode>> answers(int status) {
        JsonNode responses = node.get("responses");
        String key = responses.has(String.valueOf(status)) ? String.valueOf(status) : "default";
        return responses.has(key) ? Optional.of(contents(resolved(responses.get(key)))) : Optional.empty();
    }

    private static Map<String, JsonNode> contents(JsonNode owner) {
        Map<String, JsonNode> contents = new LinkedHashMap<>();
        owner.path("content").properties().forEach(content -> contents.put(content.getKey(), content.getValue()));
        return contents;
    }

    /** A schema that can be used without the rest of the document. */
    ObjectNode standalone(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.get("components"));
        return whole;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
