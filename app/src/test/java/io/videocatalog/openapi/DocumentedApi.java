package io.videocatalog.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A running service, and what its OpenAPI document says of it. */
final class DocumentedApi {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;
    private final JsonNode document;

    DocumentedApi(URI server) throws IOException, InterruptedException {
        this.server = server;
        document = json(get("/q/openapi?format=json"));
    }

    HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(server.resolve(address)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, String address, String mediaType, String body) throws IOException, InterruptedException {
        return client
                .send(HttpRequest.newBuilder(server.resolve(address)).method(method.toUpperCase(Locale.ROOT), BodyPublishers.ofString(body))
                        .header("Content-Type", mediaType).build(), BodyHandlers.ofString());
    }

    JsonNode json(HttpResponse<String> response) throws JsonProcessingException {
        return MAPPER.readTree(response.body());
    }

    ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The paths of the entities that requests write. */
    List<String> collections() {
        return some(paths().stream().filter(path -> paths().contains(path + "/import")).toList(), "collections");
    }

    // Whoever looks at each of none would find nothing wrong.
    private static <T> List<T> some(List<T> found, String what) {
        if (found.isEmpty()) {
            throw new AssertionError("The document has no " + what);
        }
        return found;
    }

    /** The paths of lists that belong to one resource of a collection. */
    List<String> listsBelow(String collection) {
        return paths().stream().filter(path -> path.startsWith(collection + "/{id}/") && document.get("paths").get(path).has("get"))
                .toList();
    }

    private List<String> paths() {
        return document.get("paths").properties().stream().map(Map.Entry::getKey).toList();
    }

    private JsonNode operation(String method, String path) {
        return document.get("paths").path(path).path(method);
    }

    List<String> requestTypes(String method, String path) {
        return some(operation(method, path).at("/requestBody/content").properties().stream().map(Map.Entry::getKey).toList(),
                "media types for " + method + " " + path);
    }

    List<JsonNode> requestExamples(String method, String path) {
        return requestExamples(method, path, "application/json");
    }

    List<JsonNode> requestExamples(String method, String path, String mediaType) {
        return some(examples(operation(method, path).at("/requestBody/content").path(mediaType)),
                "examples of " + mediaType + " for " + method + " " + path);
    }

    JsonNode responseExample(String method, String path, String status) {
        return examples(operation(method, path).path("responses").path(status).at("/content/application~1json")).get(0);
    }

    List<ObjectNode> problemExamples() {
        return some(document.at("/components/responses").properties().stream()
                .flatMap(response -> examples(response.getValue().at("/content/application~1problem+json")).stream())
                .map(ObjectNode.class::cast).toList(), "examples of problems");
    }

    private static List<JsonNode> examples(JsonNode content) {
        return content.has("example")
                ? List.of(content.get("example"))
                : content.path("examples").properties().stream().map(example -> example.getValue().get("value")).toList();
    }

    /** A query for every example of every query parameter that a GET takes. */
    List<String> exampleQueries(String path) {
        List<String> queries = new ArrayList<>();
        for (JsonNode listed : operation("get", path).path("parameters")) {
            JsonNode parameter = listed.has("$ref") ? document.at(listed.get("$ref").textValue().substring(1)) : listed;
            if (parameter.get("in").textValue().equals("query")) {
                JsonNode schema = parameter.get("schema");
                schema.path("examples").forEach(example -> queries.add(query(parameter, example)));
                schema.path("enum").forEach(example -> queries.add(query(parameter, example)));
                schema.at("/items/enum").forEach(example -> queries.add(query(parameter, example)));
                if (schema.has("maximum") && schema.has("minimum")) {
                    queries.add(query(parameter, schema.get("minimum")));
                    queries.add(query(parameter, schema.get("maximum")));
                }
            }
        }
        return some(queries, "examples of queries for " + path);
    }

    private static String query(JsonNode parameter, JsonNode value) {
        String text = value.isArray()
                ? StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText).collect(Collectors.joining(","))
                : value.asText();
        return parameter.get("name").textValue() + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
