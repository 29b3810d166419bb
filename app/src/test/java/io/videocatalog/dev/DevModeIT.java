package io.videocatalog.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.videocatalog.faults.ServiceProcess;
import io.videocatalog.postgresql.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts dev mode in a copy of the sources, as a developer does, and edits them while it runs. */
@Tag("slow")
@Tag("jvm")
class DevModeIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Dev mode does not look for changes again within two seconds of a request. */
    private static final Duration BETWEEN_EDIT_AND_REQUEST = Duration.ofSeconds(3);

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private int port;
    private Process devMode;

    @Test
    void shows_a_new_field_of_the_model_in_table_and_api_and_keeps_the_rows() throws Exception {
        Checkout checkout = Checkout.in(folder);
        start(Map.of());
        String samples = await(get("/api/videos"), body -> body.contains("\"items\":[{"));
        assertFalse(samples.contains("studio"));
        String created = send("POST", "/api/videos", "{\"name\":\"Kept\",\"description\":\"written before the edit\"}").body();
        String path = "/api/videos/" + created.replaceAll("\\{\"id\":(\\d+).*", "$1");

        edit(checkout, "model/src/main/java/io/videocatalog/model/Video.java", "    /** Who the video belongs to",
                "    @Text(max = 80)\n    public String studio;\n\n    /** Who the video belongs to");
        String kept = await(get(path), body -> body.contains("\"studio\":null"));
        assertTrue(kept.contains("\"name\":\"Kept\""), kept);
        assertEquals(200, send("PATCH", path, "{\"studio\":\"Acme\"}").statusCode());
        assertTrue(await(get(path), body -> true).contains("\"studio\":\"Acme\""));
        assertTrue(await(get("/q/openapi"), body -> true).contains("studio"), "the OpenAPI document has the field too");

        edit(checkout, "app/src/main/java/io/videocatalog/resource/CollectionResource.java", "There is no ", "There was never a ");
        await(get("/api/videos/4000000"), body -> body.contains("There was never a video"));
        assertTrue(await(get(path), body -> true).contains("\"studio\":\"Acme\""), "rows outlive every reload");
    }

    @Test
    void uses_the_engine_that_the_database_url_names() throws Exception {
        Checkout.in(folder);
        try (EmbeddedPostgres server = Postgres.start()) {
            start(Map.of("DATABASE_URL", "postgresql://postgres@localhost:" + server.getPort() + "/postgres"));
            await(get("/api/videos"), body -> body.contains("\"items\":[{"));
            try (var connection = server.getPostgresDatabase().getConnection();
                    var rows = connection.createStatement().executeQuery("select count(*) from videos")) {
                rows.next();
                assertTrue(rows.getInt(1) > 0, "the samples are in PostgreSQL");
            }
            assertFalse(Files.exists(folder.resolve("data")), "no H2 file beside it");
            stop();
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (devMode != null) {
            devMode.descendants().forEach(ProcessHandle::destroy);
            devMode.destroy();
            devMode.waitFor();
        }
    }

    private void start(Map<String, String> environment) throws IOException {
        port = ServiceProcess.freePort();
        ProcessBuilder builder = new ProcessBuilder("./mvnw", "-B", "quarkus:dev", "-Ddebug=false", "-Dquarkus.http.port=" + port);
        builder.environment().remove("DATABASE_URL");
        builder.environment().putAll(environment);
        devMode = builder.directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(Path.of("target", "dev-mode.log").toFile()).start();
        devMode.getOutputStream().close();
    }

    private static void edit(Checkout checkout, String file, String old, String replacement) throws Exception {
        Thread.sleep(BETWEEN_EDIT_AND_REQUEST.toMillis());
        checkout.edit(file, old, replacement);
        Thread.sleep(BETWEEN_EDIT_AND_REQUEST.toMillis());
    }

    private HttpRequest get(String path) {
        return request(path).GET().build();
    }

    private HttpResponse<String> send(String method, String path, String json) throws Exception {
        return http.send(request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json)).build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).timeout(Duration.ofMinutes(1));
    }

    private String await(HttpRequest request, Predicate<String> expected) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        String last = "no answer";
        while (Instant.now().isBefore(end) && devMode.isAlive()) {
            try {
                HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
                last = response.body();
                if (response.statusCode() < 500 && expected.test(last)) {
                    return last;
                }
            } catch (IOException e) {
                last = e.toString();
            }
            Thread.sleep(500);
        }
        throw new AssertionError(request.uri() + " gave " + last + "; see app/target/dev-mode.log");
    }
}
