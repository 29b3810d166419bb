package io.videocatalog.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.videocatalog.http.RawHttp;
import io.videocatalog.http.SoundAnswer;
import io.videocatalog.http.StrictJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds answers against what the document says of their operation. */
final class DeclaredAnswer {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder
            .schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private static final Set<String> LOOSE = Set.of("json-pointer", "email");

    private final Map<JsonNode, Schema> schemas = new HashMap<>();

    /** Fails unless the answer is no fault of ours, declared in status and media type, and has a body as the schema wants it. */
    void check(Operation operation, RandomRequest request, RawHttp.Answer answer) throws JsonProcessingException {
        int status = answer.status();
        assertTrue(status < 500, "answered " + status);
        SoundAnswer.check(status, answer.header("content-type"), answer.header("x-request-id"), answer.body());
        Map<String, JsonNode> declared = operation.answers(status).orElseThrow(() -> new AssertionError(status + " is not declared"));
        if (declared.isEmpty()) {
            assertEquals("", answer.body(), "no body is declared for " + status);
            return;
        }
        String type = String.valueOf(answer.header("content-type")).replaceFirst(";.*", "");
        assertTrue(declared.containsKey(type), () -> status + " is not declared as " + type);
        JsonNode schema = operation.resolved(declared.get(type).get("schema"));
        for (String json : documents(schema, type, answer.body())) {
            List<Error> errors = schema(operation, schema.path("contentSchema").isMissingNode() ? schema : schema.get("contentSchema"))
                    .validate(StrictJson.MAPPER.readTree(json));
            assertEquals(List.of(), errors.stream().filter(error -> !isPermitted(error, request)).toList(), json);
        }
        if (status < 300 && request.body() != null) {
            checkAccepted(operation, request);
        }
    }

    private static List<String> documents(JsonNode schema, String type, String body) {
        if (schema.has("contentSchema")) {
            return body.lines().toList();
        }
        return type.endsWith("json") ? List.of(body) : List.of();
    }

    // The document says that "fields" leaves out what the schema requires.
    private static boolean isPermitted(Error error, RandomRequest request) {
        return error.getKeyword().equals("required") && request.target().contains("fields=");
    }

    // What the document forbids must not be accepted; but read-only members are ignored, whatever they are.
    private void checkAccepted(Operation operation, RandomRequest request) {
        JsonNode schema = operation.resolved(operation.requests().get(request.mediaType()).get("schema"));
        if (schema.has("properties")) {
            ObjectNode body = StrictJson.readObject(request.body());
            schema.get("properties").properties().stream().filter(property -> property.getValue().path("readOnly").asBoolean())
                    .forEach(property -> body.remove(property.getKey()));
            assertEquals(List.of(), schema(operation, schema).validate(body), () -> "accepted " + body);
        }
    }

    private Schema schema(Operation operation, JsonNode schema) {
        return schemas.computeIfAbsent(schema, one -> SCHEMAS.getSchema(withoutLoose(operation.standalone(one))));
    }

    // The library refuses "#" in a JSON Pointer, which RFC 6901 does not, and addresses that Jakarta Validation lets pass.
    private static JsonNode withoutLoose(ObjectNode schema) {
        ObjectNode copy = schema.deepCopy();
        copy.findParents("format").stream().filter(parent -> LOOSE.contains(parent.get("format").asText()))
                .forEach(parent -> ((ObjectNode) parent).remove("format"));
        return copy;
    }
}
