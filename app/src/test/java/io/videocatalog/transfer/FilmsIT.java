package io.videocatalog.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.videocatalog.faults.ServiceProcess;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue with 36,273 real films, which are not in this repository. */
@Tag("slow")
class FilmsIT {

    private static final Path FILMS = Path.of(System.getProperty("films", "../../shared/data/films.ndjson.gz")).toAbsolutePath()
            .normalize();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path home;

    @BeforeAll
    static void requireFilms() {
        assumeTrue(Files.exists(FILMS),
                FILMS + " is not there, so the films are not imported; name the file with -Dfilms=FILE");
    }

    @Test
    void creates_the_sound_films_and_names_each_other_one_by_line() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(home, "-Xmx256m")) {
            List<JsonNode> report = importFilms(service, "");
            assertEquals(JSON.readTree("{\"created\":29835,\"updated\":0,\"rejected\":6438}"), report.get(report.size() - 1));
            List<JsonNode> rejected = report.stream().filter(line -> line.has("errors")).toList();
            assertEquals(6438, rejected.stream().map(line -> line.get("line").asInt()).distinct().count());
            assertEquals(1, count(rejected, "/name", "too-long"));
            assertEquals(4696, count(rejected, "/description", "too-long"));
            assertEquals(1741, count(rejected, "/description", "blank"));
            assertEquals(29835, total(service, "/api/videos"));
            assertTrue(total(service, "/api/videos?q=alien+earth") > 5);
        }
    }

    @Test
    void cuts_what_is_too_long_when_asked_to() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(home, "-Xmx256m")) {
            List<JsonNode> report = importFilms(service, "?truncate=true");
            assertEquals(JSON.readTree("{\"created\":34532,\"updated\":0,\"rejected\":1741,\"truncated\":4697}"),
                    report.get(report.size() - 1));
            assertEquals(4697, report.stream().filter(line -> line.path("truncated").isArray()).count());
            walks_all_pages_while_others_write(service);
        }
    }

    private void walks_all_pages_while_others_write(ServiceProcess service) throws Exception {
        AtomicBoolean walking = new AtomicBoolean(true);
        AtomicInteger writes = new AtomicInteger();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            while (walking.get()) {
                writeAndDelete(service);
                writes.incrementAndGet();
            }
        });
        for (String sort : List.of("id", "-createdAt", "name")) {
            Set<Long> seen = new HashSet<>();
            String next = "/api/videos?limit=200&fields=id&createdAt.lt=2100-01-01T00:00:00Z&sort=" + sort;
            while (next != null) {
                JsonNode page = JSON.readTree(service.get(next).body());
                page.get("items")
                        .forEach(video -> assertTrue(seen.add(video.get("id").asLong()), "twice in order of " + sort + ": " + video));
                next = page.get("next").textValue();
            }
            List<Long> films = service.ids().subList(0, 34532);
            assertTrue(seen.containsAll(films), "every film is on a page in order of " + sort);
        }
        walking.set(false);
        writer.join();
        assertTrue(writes.get() > 20, "others really wrote meanwhile");
    }

    private static void writeAndDelete(ServiceProcess service) {
        try {
            String location = service.post("{\"name\":\"Meanwhile\",\"description\":\"comes and goes\"}").headers().firstValue("Location")
                    .orElseThrow();
            service.send(service.request(URI.create(location).getPath()).DELETE());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void are_gone_when_their_import_is_taken_back_and_nothing_else_is() throws Exception {
        for (String options : List.of("", "?truncate=true")) {
            try (ServiceProcess service = ServiceProcess.start(home.resolve("of" + options.length()), "-Xmx256m")) {
                service.post("{\"name\":\"Before\",\"description\":\"was there already\"}");
                byte[] before = export(service, "ndjson");
                importFilms(service, options);
                String request = JSON.readTree(service.get("/api/changes?sort=-number&limit=1").body()).at("/items/0/requestId")
                        .textValue();
                long began = System.nanoTime();
                HttpResponse<String> reverted = service
                        .send(service.request("/api/changes/revert").header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"requestId\":\"" + request + "\"}")).timeout(Duration.ofMinutes(5)));
                assertEquals(200, reverted.statusCode(), reverted.body());
                System.out.printf("%s taken back in %.1f s%n", reverted.body(), (System.nanoTime() - began) / 1e9);
                assertArrayEquals(before, export(service, "ndjson"));
                assertEquals(JSON.readTree(reverted.body()).get("reverted").asInt(), trashed(service));
            }
        }
    }

    private static int trashed(ServiceProcess service) throws Exception {
        int trashed = 0;
        for (String page = "/api/trash?limit=200"; page != null;) {
            JsonNode body = JSON.readTree(service.get(page).body());
            trashed += body.get("items").size();
            page = body.get("next").textValue();
        }
        return trashed;
    }

    @Test
    void exports_what_an_import_makes_the_same_catalogue_of() throws Exception {
        List<byte[]> exports = new ArrayList<>();
        for (String format : List.of("ndjson", "csv")) {
            Path first = home.resolve(format + "-first");
            Path second = home.resolve(format + "-second");
            byte[] exported;
            try (ServiceProcess service = ServiceProcess.start(first)) {
                importFilms(service, "");
                exported = export(service, format);
            }
            try (ServiceProcess service = ServiceProcess.start(second)) {
                String mediaType = format.equals("csv") ? "text/csv" : "application/x-ndjson";
                send(service, "?mode=upsert", mediaType, BodyPublishers.ofByteArray(exported), "identity");
                assertArrayEquals(exported, export(service, format), format);
                assertEquals(201, service.post("{\"name\":\"New\",\"description\":\"has an id behind them\"}").statusCode());
            }
            exports.add(exported);
        }
        assertTrue(exports.stream().allMatch(bytes -> bytes.length > 5_000_000));
    }

    private static byte[] export(ServiceProcess service, String format) throws Exception {
        return service.send(service.request("/api/videos?format=" + format), BodyHandlers.ofByteArray()).body();
    }

    private static List<JsonNode> importFilms(ServiceProcess service, String query) throws Exception {
        return send(service, query, "application/x-ndjson", BodyPublishers.ofFile(FILMS), "gzip");
    }

    private static List<JsonNode> send(ServiceProcess service, String query, String mediaType, BodyPublisher body,
            String encoding) throws Exception {
        HttpResponse<String> response = service.send(service.request("/api/videos/import" + query).timeout(Duration.ofMinutes(2))
                .header("Content-Type", mediaType).header("Content-Encoding", encoding).POST(body));
        assertEquals(200, response.statusCode(), response.body());
        List<JsonNode> lines = new ArrayList<>();
        for (String line : response.body().split("\n")) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private static long count(List<JsonNode> rejected, String pointer, String code) {
        return rejected.stream().map(line -> line.get("errors"))
                .filter(errors -> errors.size() == 1 && errors.get(0).get("pointer").asText().equals(pointer)
                        && errors.get(0).get("code").asText().equals(code))
                .count();
    }

    private static long total(ServiceProcess service, String path) throws Exception {
        return JSON.readTree(service.get(path + (path.contains("?") ? "&" : "?") + "count=true&limit=1").body()).get("total").asLong();
    }
}
