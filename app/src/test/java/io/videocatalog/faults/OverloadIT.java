package io.videocatalog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class OverloadIT {

    private static final int CLIENTS = 1500;
    private static final int SECONDS = 15;

    @TempDir
    Path home;

    @Test
    void more_clients_than_can_be_served_are_refused_early_and_the_others_served() throws Exception {
        // Fewer than by default, so that the crowd gets there on a fast machine, too.
        try (ServiceProcess service = ServiceProcess.start(home, "-Dvideo-catalog.http.max-requests=40")) {
            fill(service);
            RequestCrowd crowd = RequestCrowd.on(service, CLIENTS, SECONDS);
            while (!crowd.isOver()) {
                assertEquals(200, service.get("/q/health/live").statusCode());
                Thread.sleep(200);
            }
            crowd.print("with the bound");
            assertEquals(Set.of(200, 503), crowd.answers.stream().map(RequestCrowd.Answer::status).collect(Collectors.toSet()));
            assertEquals(List.of(), List.copyOf(crowd.failures));
            assertTrue(crowd.answers.stream().allMatch(answer -> answer.status() == 200 || answer.retryAfter()), "without Retry-After");
            assertEquals(200, service.get("/api/videos").statusCode());
        }
        try (ServiceProcess service = ServiceProcess.start(home, "-Dvideo-catalog.http.max-requests=1000000")) {
            RequestCrowd crowd = RequestCrowd.on(service, CLIENTS, SECONDS);
            crowd.await();
            crowd.print("without a bound");
        }
    }

    private static void fill(ServiceProcess service) throws IOException, InterruptedException {
        String rows = "{\"name\":\"a name of some length\",\"description\":\"a description of some more length\"}\n".repeat(20_000);
        HttpResponse<String> report = service
                .send(service.request("/api/videos/import").timeout(Duration.ofMinutes(2)).header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofString(rows)));
        assertTrue(report.body().contains("\"created\":20000"), report.body());
    }

    @Test
    void connections_over_the_bound_are_closed_and_those_that_there_are_served() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(home, "-Dquarkus.http.limits.max-connections=20")) {
            List<Socket> idle = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                idle.add(new Socket("127.0.0.1", service.port));
            }
            int closed = 0;
            for (Socket socket : idle) {
                closed += isClosed(socket) ? 1 : 0;
            }
            assertTrue(closed >= 10, closed + " of 30 connections were closed");
            Socket open = idle.stream().filter(socket -> !socket.isClosed()).findFirst().orElseThrow();
            open.getOutputStream().write("GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertEquals("HTTP/1.1 200", new String(open.getInputStream().readNBytes(12), StandardCharsets.US_ASCII));
        }
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            socket.setSoTimeout(200);
            boolean closed = socket.getInputStream().read() < 0;
            socket.close();
            return closed;
        } catch (SocketTimeoutException e) {
            socket.setSoTimeout(30_000);
            return false;
        }
    }
}
