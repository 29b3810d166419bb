package io.videocatalog.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.videocatalog.faults.ServiceProcess;
import io.videocatalog.postgresql.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way out of a machine that has become too small: a million videos go from H2 to PostgreSQL, each as it was. */
@Tag("slow")
class MillionRowsMovedIT {

    private static final int ROWS = 1_000_000;
    private static final String[] SMALL = {"-Xmx256m", "-XX:+ExitOnOutOfMemoryError"};
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void every_row_is_the_same_in_postgresql_within_256_megabytes() throws Exception {
        Path home = folder.resolve("h2");
        try (ServiceProcess service = ServiceProcess.start(home, SMALL)) {
            fill(service);
            export(service, folder.resolve("h2.ndjson"));
            backUp(Map.of("VIDEO_CATALOG_HOME", home.toString()), folder.resolve("h2.zip"));
        }
        try (EmbeddedPostgres server = Postgres.builder().setLocaleConfig("locale", "C.UTF-8").start()) {
            String url = "postgresql://postgres@127.0.0.1:" + server.getPort() + "/postgres";
            // With a user, what the audit has of the user's creation, and the history of all.
            assertEquals(ROWS + 2 + 1 + ROWS + ROWS / 100,
                    run(Map.of("DATABASE_URL", url), "db", "restore", "--json", folder.resolve("h2.zip").toString()).get("rows").asInt());
            try (ServiceProcess service = ServiceProcess.startOn(url, SMALL)) {
                export(service, folder.resolve("postgresql.ndjson"));
            }
            backUp(Map.of("DATABASE_URL", url), folder.resolve("postgresql.zip"));
        }
        assertEquals(-1, Files.mismatch(folder.resolve("h2.ndjson"), folder.resolve("postgresql.ndjson")), "the first difference");
        JsonNode before = manifest(folder.resolve("h2.zip"));
        JsonNode after = manifest(folder.resolve("postgresql.zip"));
        assertEquals(before.get("tables"), after.get("tables"), "the sums of all rows, with columns that no export shows");
        assertEquals(before.get("sequences"), after.get("sequences"));
    }

    private void fill(ServiceProcess service) throws Exception {
        assertEquals(201, service.send(service.request("/api/users").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"Owner\",\"email\":\"o@example.org\"}"))).statusCode());
        Path rows = folder.resolve("rows.ndjson");
        write(rows, ROWS, "");
        importRows(service, rows, "{\"created\":1000000,\"updated\":0,\"rejected\":0}");
        write(rows, ROWS / 100, "again"); // Gives these a version and a time of their own.
        importRows(service, rows, "{\"created\":0,\"updated\":10000,\"rejected\":0}");
    }

    private static void write(Path file, int rows, String more) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int id = 1; id <= rows; id++) {
                out.write("{\"id\":" + id + ",\"name\":\"Vidéo " + id + " " + more + "🎬\",\"description\":\"" + description(id)
                        + "\",\"ownerId\":"
                        + (id % 3 == 0 ? "1" : "null") + "}\n");
            }
        }
    }

    /** Some three hundred characters, and no two alike. */
    private static String description(int id) {
        StringBuilder text = new StringBuilder();
        for (int word = 1; word <= 40; word++) {
            text.append(Integer.toString(id * word % 50_000 + word, Character.MAX_RADIX)).append(word % 10 == 0 ? ".\\n" : " ");
        }
        return text.append("字 '\\\"\\\\N%").toString();
    }

    private static void importRows(ServiceProcess service, Path rows, String summary) throws Exception {
        HttpResponse<String> report = service.send(service.request("/api/videos/import?mode=upsert").timeout(Duration.ofMinutes(30))
                .header("Content-Type", "application/x-ndjson").POST(BodyPublishers.ofFile(rows)));
        assertTrue(report.body().endsWith(summary + "\n"), () -> report.body().substring(Math.max(0, report.body().length() - 500)));
    }

    private static void export(ServiceProcess service, Path file) throws Exception {
        service.send(service.request("/api/videos?format=ndjson").timeout(Duration.ofMinutes(30)), BodyHandlers.ofFile(file));
    }

    private void backUp(Map<String, String> environment, Path file) throws Exception {
        JsonNode summary = run(environment, "db", "backup", "--json", file.toString());
        assertEquals(ROWS, summary.get("tables").get("videos").asInt());
    }

    private JsonNode run(Map<String, String> environment, String... arguments) throws Exception {
        ProcessBuilder builder = Program.builder(List.of(), List.of(arguments));
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_OPTS", String.join(" ", SMALL));
        Path out = Files.createTempFile(folder, "summary", "json");
        Path err = Files.createTempFile(folder, "progress", "txt");
        int code = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
        assertEquals(0, code, Files.readString(err));
        JsonNode summary = JSON.readTree(out.toFile());
        System.out.printf("%s: %.0f rows a second, %s%n", String.join(" ", arguments), ROWS / summary.get("seconds").asDouble(), summary);
        return summary;
    }

    private static JsonNode manifest(Path zip) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return JSON.readTree(file.getInputStream(file.getEntry("manifest.json")));
        }
    }
}
