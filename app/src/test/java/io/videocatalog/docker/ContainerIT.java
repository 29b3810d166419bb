package io.videocatalog.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.videocatalog.faults.InstalledProgram;
import io.videocatalog.faults.ServiceProcess;
import io.videocatalog.postgresql.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts what the image would have, without an image. */
@Tag("slow")
@Tag("jvm")
class ContainerIT {

    private static final int TERMINATED = 143;
    private static final String TOKEN = "a-token-of-an-administrator-for-tests";
    // Small, so that a pause of collecting garbage has been counted.
    private static final Map<String, String> SETTINGS = Map.of("VIDEO_CATALOG_ADMIN_TOKEN", TOKEN, "JAVA_OPTS", "-Xmx256m -Xmn8m");

    private static ContainerProgram program;

    @BeforeAll
    static void build(@TempDir Path folder) throws Exception {
        InstalledProgram.ofPostgres("initdb");
        program = ContainerProgram.build(folder);
    }

    @Test
    void serves_an_h2_file_without_writing_into_the_program_and_ends_when_told_to() throws Exception {
        Set<String> before = program.files();
        try (ServiceProcess service = program.start("h2", SETTINGS)) {
            asksForSignIn(service);
            writesAndReads(service);
            usesKeptClasses(service, "h2");
            hasWhatIsWatched(service);
            answersTheProbes(service);
            assertTrue(program.isAlive(service));
            service.terminate();
            assertEquals(TERMINATED, service.exitCode(40));
            assertFalse(program.isAlive(service));
        }
        assertEquals(before, program.files());
    }

    @Test
    void serves_postgresql_when_the_url_says_so() throws Exception {
        try (EmbeddedPostgres server = Postgres.start();
                ServiceProcess service = program.start("postgresql",
                        Map.of("VIDEO_CATALOG_ADMIN_TOKEN", TOKEN, "DATABASE_URL", "postgresql://postgres@localhost:" + server.getPort()
                                + "/postgres"))) {
            writesAndReads(service);
            usesKeptClasses(service, "postgresql");
            service.terminate();
            assertEquals(TERMINATED, service.exitCode(40));
        }
    }

    private static void asksForSignIn(ServiceProcess service) throws IOException, InterruptedException {
        assertEquals(401, service.get("/api/videos").statusCode());
        assertEquals(401, service.post("{\"name\":\"n\",\"description\":\"d\"}").statusCode());
    }

    private static void writesAndReads(ServiceProcess service) throws IOException, InterruptedException {
        assertEquals(201, send(service, "/api/videos", "application/json", "{\"name\":\"n\",\"description\":\"d\"}").statusCode());
        String rows = "{\"name\":\"n\",\"description\":\"d\"}\n".repeat(2000);
        assertEquals(200, send(service, "/api/videos/import", "application/x-ndjson", rows).statusCode());
        assertEquals(2001, service.send(service.request("/api/videos?format=ndjson").header("Authorization", "Bearer " + TOKEN)).body()
                .lines().count());
    }

    private static HttpResponse<String> send(ServiceProcess service, String path, String type, String body)
            throws IOException, InterruptedException {
        return service.send(service.request(path).header("Authorization", "Bearer " + TOKEN).header("Content-Type", type)
                .POST(BodyPublishers.ofString(body)));
    }

    // The process is Java itself, which therefore gets the signals.
    private static void usesKeptClasses(ServiceProcess service, String engine) {
        assertTrue(service.info().command().orElseThrow().endsWith("/java"), service.info().toString());
        List<String> arguments = List.of(service.info().arguments().orElseThrow());
        assertTrue(arguments.stream().anyMatch(argument -> argument.contains("/opt/video-catalog/cache/" + engine + "-")),
                arguments.toString());
        assertTrue(arguments.contains("-XX:+ExitOnOutOfMemoryError"), arguments.toString());
    }

    private static void hasWhatIsWatched(ServiceProcess service) throws IOException, InterruptedException {
        String metrics = service.get(DockerFolder.yaml("prometheus.yml").at("/scrape_configs/0/metrics_path").asText()).body();
        assertTrue(MetricNames.expressions().size() > 30);
        assertEquals(List.of(), MetricNames.missingIn(metrics));
    }

    private static void answersTheProbes(ServiceProcess service) throws IOException, InterruptedException {
        JsonNode container = DockerFolder.resource("Deployment").at("/spec/template/spec/containers/0");
        for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            assertEquals(200, service.get(container.path(probe).at("/httpGet/path").asText()).statusCode(), probe);
        }
    }
}
