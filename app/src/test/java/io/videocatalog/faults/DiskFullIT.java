package io.videocatalog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class DiskFullIT {

    private static final String VIDEO = "{\"name\":\"n\",\"description\":\"d\"}";
    private static final int MIB = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void writes_are_refused_within_the_reserve_while_reads_go_on(@TempDir Path home) throws Exception {
        SmallDisk.at(home, 256, () -> refuseWithin(home, Files.getFileStore(home).getUsableSpace() - 64L * MIB));
    }

    private static void refuseWithin(Path home, long reserve) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(home, "-Dvideo-catalog.disk.reserve=" + reserve)) {
            assertEquals(201, service.post(VIDEO).statusCode());
            Path filler = SmallDisk.fill(home, 128L * MIB);

            HttpResponse<String> refused = service.post(VIDEO);
            assertEquals(507, refused.statusCode());
            assertEquals("application/problem+json", refused.headers().firstValue("Content-Type").orElseThrow());
            assertEquals(507, importRows(service).statusCode());
            assertEquals(200, service.get("/api/videos").statusCode());
            HttpResponse<String> readiness = service.get("/q/health/ready");
            assertEquals(503, readiness.statusCode());
            assertTrue(readiness.body().contains("\"reserve\": " + reserve), readiness.body());
            assertEquals(200, service.get("/q/health/live").statusCode());

            Files.delete(filler);
            service.await("/q/health/ready", 200, 60);
            assertEquals(201, service.post(VIDEO).statusCode());
            assertEquals(2, service.ids().size());
        }
    }

    @Test
    void reads_go_on_when_others_fill_the_disk_to_the_last_byte(@TempDir Path home) throws Exception {
        SmallDisk.at(home, 32, () -> {
            // The disk is full from one moment to the next: what looks for room and then writes by itself must not be under way.
            try (ServiceProcess service = ServiceProcess.start(home, "-Dvideo-catalog.disk.reserve=4M",
                    "-Dquarkus.scheduler.enabled=false")) {
                assertEquals(201, service.post(VIDEO).statusCode());
                SmallDisk.fill(home, 64L * MIB);
                for (int i = 0; i < 10; i++) {
                    assertEquals(507, service.post(VIDEO).statusCode());
                    assertEquals(200, service.get("/api/videos?name=" + i).statusCode());
                }
            }
        });
    }

    @Test
    void a_database_that_has_met_the_end_of_the_disk_needs_no_hand(@TempDir Path home) throws Exception {
        SmallDisk.at(home, 32, () -> {
            try (ServiceProcess service = ServiceProcess.start(home, "-Dvideo-catalog.disk.reserve=0")) {
                assertEquals(201, service.post(VIDEO).statusCode());
                useManyConnections(service);
                Path filler = SmallDisk.fill(home, 64L * MIB);
                for (int i = 0; i < 10; i++) {
                    int status = service.post(VIDEO).statusCode();
                    assertTrue(status == 507 || status == 503, "answered " + status);
                }
                assertTrue(importRows(service).body().matches("(?s).*\"status\":50[37].*"));

                Files.delete(filler);
                useManyConnections(service);
                assertEquals(201, service.post(VIDEO).statusCode());
                assertEquals(2, service.ids().size());
                service.terminate();
                service.exitCode(40);
            }
            try (ServiceProcess again = ServiceProcess.start(home, "-Dvideo-catalog.disk.reserve=0")) {
                assertEquals(2, again.ids().size());
            }
        });
    }

    @Test
    void an_import_whose_report_finds_no_room_ends_in_a_line_that_says_so(@TempDir Path home, @TempDir Path temporary) throws Exception {
        SmallDisk.at(temporary, 8, () -> {
            try (ServiceProcess service = ServiceProcess.start(home, "-Djava.io.tmpdir=" + temporary)) {
                Path filler = SmallDisk.fill(temporary, 64L * MIB);
                try (FileChannel room = FileChannel.open(filler, StandardOpenOption.WRITE)) {
                    room.truncate(room.size() - MIB);
                }
                String[] report = importRows(service, "{\"name\":\"n\"}\n".repeat(20_000)).body().split("\n");
                for (String line : report) {
                    JSON.readTree(line);
                }
                assertEquals(507, JSON.readTree(report[report.length - 1]).at("/error/status").asInt(), report[report.length - 1]);
            }
        });
    }

    private static void useManyConnections(ServiceProcess service) throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 64)
                .mapToObj(i -> service.sendLater(service.request("/api/videos?name.contains=" + i))).toList();
        for (var answer : answers) {
            assertEquals(200, answer.get().statusCode());
        }
    }

    private static HttpResponse<String> importRows(ServiceProcess service) throws Exception {
        return importRows(service, (VIDEO + "\n").repeat(100));
    }

    private static HttpResponse<String> importRows(ServiceProcess service, String rows) throws Exception {
        return service.send(service.request("/api/videos/import").header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(rows)));
    }
}
