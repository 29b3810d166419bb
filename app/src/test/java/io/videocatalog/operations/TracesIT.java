package io.videocatalog.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.videocatalog.faults.ServiceProcess;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces, sent to a collector that is played here. */
class TracesIT {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";
    private static final String SOON = "-Dquarkus.otel.bsp.schedule.delay=100ms";

    /** What a collector is sent, byte by byte as a character; text in it can be read. */
    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private HttpServer collector;

    @TempDir
    Path home;

    @BeforeEach
    void startCollector() throws Exception {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            received.add(
                    exchange.getRequestURI() + "\n" + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void stopCollector() {
        collector.stop(0);
    }

    private String endpoint() {
        return "-Dvideo-catalog.traces.endpoint=http://127.0.0.1:" + collector.getAddress().getPort();
    }

    @Test
    void tells_a_collector_of_requests_and_of_their_statements() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(home, endpoint(), SOON)) {
            create(service);
            delete(service);
            assertTrue(service.out().lines().anyMatch(line -> line.contains("audit") && line.contains(" " + TRACE + " ")), service::out);
            String told = awaitText("POST /api/videos");
            assertTrue(received.stream().allMatch(part -> part.startsWith("/v1/traces\n")), received::toString);
            assertTrue(awaitText("insert into videos").contains(bytes(TRACE)), "statements are not of the request's trace");
            assertTrue(told.contains("video-catalog"), told);
            assertTrue(received.stream().noneMatch(part -> part.contains("a secret name")), "values of rows are told");
            assertEquals("", service.err());
        }
    }

    @Test
    void tells_nobody_unless_asked_to() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(home, SOON,
                "-Dquarkus.otel.exporter.otlp.endpoint=http://127.0.0.1:" + collector.getAddress().getPort())) {
            create(service);
            Thread.sleep(1000);
            assertTrue(received.isEmpty(), received::toString);
        }
    }

    @Test
    void serves_also_where_no_collector_answers() throws Exception {
        stopCollector();
        try (ServiceProcess service = ServiceProcess.start(home, endpoint(), SOON)) {
            create(service);
            Thread.sleep(1000);
            create(service);
            assertEquals("", service.err());
            assertTrue(service.out().lines().noneMatch(line -> line.startsWith("\tat ")), service::out);
        }
    }

    private static void delete(ServiceProcess service) throws Exception {
        long id = service.ids().get(0);
        assertEquals(204, service.send(service.request("/api/videos/" + id).header("traceparent", PARENT).DELETE()).statusCode());
    }

    private static void create(ServiceProcess service) throws Exception {
        HttpRequest.Builder request = service.request("/api/videos").header("Content-Type", "application/json").header("traceparent",
                PARENT);
        assertEquals(201,
                service.send(request.POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"a secret name\",\"description\":\"d\"}")))
                        .statusCode());
    }

    private static String bytes(String hexadecimal) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < hexadecimal.length(); i += 2) {
            text.append((char) Integer.parseInt(hexadecimal.substring(i, i + 2), 16));
        }
        return text.toString();
    }

    private String awaitText(String text) throws InterruptedException {
        for (int i = 0; i < 1_200; i++) {
            var found = received.stream().filter(part -> part.contains(text)).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(50);
        }
        throw new AssertionError("\"" + text + "\" was not told: " + received);
    }
}
