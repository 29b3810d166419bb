package io.videocatalog.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged service serves the document that is committed, and does what the document's examples say. */
@QuarkusIntegrationTest
@TestProfile(EmptyCatalogue.class)
class OpenApiDocumentIT {

    private static final Path COMMITTED = Path.of("../docs/openapi.yaml");

    @TestHTTPResource("/")
    URI server;

    private DocumentedApi api;

    @BeforeEach
    void readDocument() throws Exception {
        api = new DocumentedApi(server);
    }

    @Test
    void is_committed_as_it_is_served() throws Exception {
        String served = api.get("/q/openapi?format=yaml").body();
        if (Boolean.getBoolean("update-openapi")) {
            Files.writeString(COMMITTED, served);
        }
        assertEquals(committed(), served, "docs/openapi.yaml is not what the service serves. When the change of the API is meant, "
                + "run ./mvnw verify -Dupdate-openapi and commit docs/openapi.yaml");
    }

    private static String committed() throws IOException {
        return Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "";
    }

    @Test
    void has_examples_that_can_be_created_read_changed_and_deleted() throws Exception {
        for (String collection : api.collections()) {
            for (JsonNode example : api.requestExamples("post", collection)) {
                HttpResponse<String> created = api.send("post", collection, "application/json", example.toString());
                assertEquals(201, created.statusCode(), () -> collection + ": " + created.body());
                String resource = created.headers().firstValue("Location").orElseThrow();
                assertLike(api.responseExample("post", collection, "201"), api.json(created), example);
                answersAsDocumented(collection, resource);
                assertEquals(204, api.send("delete", resource, "application/json", "").statusCode(), resource);
            }
        }
    }

    private void answersAsDocumented(String collection, String resource) throws Exception {
        JsonNode read = api.json(accepted(api.get(resource)));
        assertLike(api.responseExample("get", collection + "/{id}", "200"), read, api.object());
        for (String method : List.of("put", "patch")) {
            for (String mediaType : api.requestTypes(method, collection + "/{id}")) {
                for (JsonNode example : api.requestExamples(method, collection + "/{id}", mediaType)) {
                    assertLike(read, api.json(accepted(api.send(method, resource, mediaType, example.toString()))), example);
                }
            }
        }
        assertLike(read, api.json(accepted(api.send("put", resource, "application/json", read.toString()))), api.object());
        takesItsParameters(collection, collection);
        takesItsParameters(collection + "/{id}", resource);
        for (String list : api.listsBelow(collection)) {
            takesItsParameters(list, resource + list.substring(list.indexOf('}') + 1));
        }
    }

    // As many members, with the values that were sent.
    private static void assertLike(JsonNode example, JsonNode answer, JsonNode sent) {
        assertEquals(namesOf(example), namesOf(answer));
        sent.properties().forEach(member -> assertEquals(member.getValue(), answer.get(member.getKey()), member.getKey()));
    }

    private static List<String> namesOf(JsonNode object) {
        return object.properties().stream().map(member -> member.getKey()).toList();
    }

    private void takesItsParameters(String path, String address) throws Exception {
        for (String query : api.exampleQueries(path)) {
            accepted(api.get(address + "?" + query));
        }
    }

    @Test
    void has_examples_that_can_be_imported() throws Exception {
        for (String collection : api.collections()) {
            String path = collection + "/import";
            for (String mediaType : api.requestTypes("post", path)) {
                for (JsonNode example : api.requestExamples("post", path, mediaType)) {
                    String body = example.isTextual() ? example.textValue() : example.toString();
                    String report = accepted(api.send("post", path + "?dryRun=true", mediaType, body)).body();
                    assertEquals("{\"created\":1,\"updated\":0,\"rejected\":0}\n", report, path + " as " + mediaType);
                }
            }
        }
    }

    @Test
    void links_each_kind_of_problem_to_a_page() throws Exception {
        for (ObjectNode problem : api.problemExamples()) {
            accepted(api.get(problem.get("type").textValue()));
        }
    }

    private static HttpResponse<String> accepted(HttpResponse<String> response) {
        assertEquals(200, response.statusCode(), () -> response.uri() + ": " + response.body());
        return response;
    }
}
