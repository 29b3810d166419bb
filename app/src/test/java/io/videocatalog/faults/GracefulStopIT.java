package io.videocatalog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.videocatalog.http.OwnThread;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class GracefulStopIT {

    private static final int TERMINATED = 143;
    // Half of it is there to see that the service is not ready. What drips takes longer than all of it.
    private static final String DELAY = "-Dquarkus.shutdown.delay=12s";
    private static final long MILLIS_BETWEEN_DROPS = 2_400;

    @Test
    void requests_under_way_finish_and_none_that_was_accepted_fails(@TempDir Path home) throws Exception {
        WriteLoad load;
        try (ServiceProcess service = ServiceProcess.start(home, DELAY)) {
            load = WriteLoad.on(service, 8);
            load.awaitAcknowledged(200, 60);
            CountDownLatch begun = new CountDownLatch(2);
            var body = CompletableFuture.supplyAsync(() -> drip(service, "/api/videos", "application/json",
                    List.of("{\"name\":", "\"slow body\",", "\"desc", "ription\":", "\"d\"", "}"), begun), new OwnThread());
            var rows = CompletableFuture.supplyAsync(() -> drip(service, "/api/videos/import", "application/x-ndjson",
                    Collections.nCopies(10, "{\"name\":\"imported\",\"description\":\"d\"}\n".repeat(200)), begun), new OwnThread());
            assertTrue(begun.await(60, TimeUnit.SECONDS));

            service.terminate();

            service.await("/q/health/ready", 503, 60);
            assertTrue(body.get(60, TimeUnit.SECONDS).startsWith("HTTP/1.1 201 "), body::join);
            assertTrue(rows.get(60, TimeUnit.SECONDS).contains("{\"created\":2000,\"updated\":0,\"rejected\":0}\n"), rows::join);
            load.join();
            assertEquals(List.of(), List.copyOf(load.failures));
            assertEquals(TERMINATED, service.exitCode(60));
        }
        try (ServiceProcess service = ServiceProcess.start(home)) {
            // The system may have greeted a client just before the port was closed; the service has never seen its request.
            for (String name : load.unanswered) {
                assertTrue(service.get("/api/videos?count=true&name=" + name).body().contains("\"total\":0"), name + " was carried out");
            }
            load.requireKept(service);
            assertTrue(service.ids().size() >= load.acknowledged.size() + 2001);
        }
    }

    /** Sends a body piece by piece, the first before and the last long after the signal, and returns the whole answer. */
    private static String drip(ServiceProcess service, String path, String type, List<String> pieces, CountDownLatch begun) {
        try (Socket socket = new Socket("127.0.0.1", service.port)) {
            OutputStream out = socket.getOutputStream();
            int length = pieces.stream().mapToInt(String::length).sum();
            out.write("POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n".formatted(path, type, length)
                    .getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < pieces.size(); i++) {
                out.write(pieces.get(i).getBytes(StandardCharsets.US_ASCII));
                out.flush();
                if (i == 0) {
                    begun.countDown();
                }
                Thread.sleep(MILLIS_BETWEEN_DROPS);
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (Exception e) {
            throw new AssertionError(path, e);
        }
    }
}
