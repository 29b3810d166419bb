package io.videocatalog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ClockJumpIT {

    private static final Path LIBRARY = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HEAD_SECONDS = 4;
    private static final int PATIENCE_SECONDS = 60;

    @Test
    void nothing_fails_nor_waits_when_the_clock_jumps(@TempDir Path folder) throws Exception {
        InstalledProgram.of("/usr/bin/faketime", "faketime");
        Path offset = folder.resolve("offset");
        set(offset, Duration.ZERO);
        // Only the time of day jumps: no operating system lets the time since its start do so, by which threads wait.
        List<String> prefix = List.of("env", "LD_PRELOAD=" + LIBRARY, "FAKETIME_TIMESTAMP_FILE=" + offset, "FAKETIME_NO_CACHE=1",
                "FAKETIME_DONT_FAKE_MONOTONIC=1", "FAKETIME_FORCE_MONOTONIC_FIX=0");
        try (ServiceProcess service = ServiceProcess.start(prefix, Files.createDirectory(folder.resolve("home")),
                "-Dvideo-catalog.http.head-timeout=" + HEAD_SECONDS + "s")) {
            WriteLoad load = WriteLoad.on(service, 8);
            load.awaitAcknowledged(200, 60);
            JsonNode video = JSON.readTree(service.post("{\"name\":\"kept\",\"description\":\"d\"}").body());
            for (Duration jump : List.of(Duration.ofDays(1), Duration.ofDays(-2), Duration.ofDays(365), Duration.ofHours(-1),
                    Duration.ZERO)) {
                DrippingClient slow = new DrippingClient(DrippingClient.Kind.NOTHING, service.port);
                set(offset, jump);
                requireTime(service, jump);
                video = changed(service, video, jump);
                load.awaitAcknowledged(load.acknowledged.size() + 200, 60);
                requireTimeout(slow);
            }
            load.stop();
            assertEquals(List.of(), List.copyOf(load.failures));
            assertEquals(List.of(), List.copyOf(load.unanswered));
            load.requireKept(service);
            System.out.printf("5 jumps, %d acknowledged, none failed, the longest answer took %.1f s%n", load.acknowledged.size(),
                    load.longestSeconds());
            service.terminate();
            service.exitCode(40);
            assertEquals("", service.err());
        }
    }

    // In one step, so that nobody reads half of it.
    private static void set(Path file, Duration offset) throws Exception {
        Path whole = Files.writeString(file.resolveSibling("next"), "%+d\n".formatted(offset.toSeconds()));
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void requireTime(ServiceProcess service, Duration jump) throws Exception {
        JsonNode created = JSON.readTree(service.post("{\"name\":\"jumped\",\"description\":\"d\"}").body());
        Instant at = Instant.parse(created.get("createdAt").textValue());
        assertEquals(created.get("createdAt"), created.get("updatedAt"));
        assertTrue(Duration.between(Instant.now().plus(jump), at).abs().toSeconds() < 60, () -> "not the clock's time: " + at);
    }

    /** Changes it, which must not make it older than it was. */
    private static JsonNode changed(ServiceProcess service, JsonNode before, Duration jump) throws Exception {
        HttpResponse<String> answer = service.send(service.request("/api/videos/" + before.get("id"))
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"description\":\"" + jump + "\"}")));
        assertEquals(200, answer.statusCode(), answer::body);
        JsonNode after = JSON.readTree(answer.body());
        assertEquals(before.get("createdAt"), after.get("createdAt"));
        assertTrue(after.get("updatedAt").textValue().compareTo(before.get("updatedAt").textValue()) >= 0, after::toString);
        return after;
    }

    private static void requireTimeout(DrippingClient slow) throws InterruptedException {
        while (!slow.isClosed() && slow.seconds() < PATIENCE_SECONDS) {
            slow.drip();
            Thread.sleep(50);
        }
        assertTrue(slow.isClosed() && slow.seconds() > HEAD_SECONDS - 1, () -> "closed after " + slow.seconds() + " s");
    }
}
