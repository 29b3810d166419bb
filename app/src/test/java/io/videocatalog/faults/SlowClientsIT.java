package io.videocatalog.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class SlowClientsIT {

    private static final int CLIENTS = 1500;
    private static final int PAGES = 60;
    private static final double LONGEST_SECONDS = 30;

    @Test
    void slow_clients_are_closed_within_thirty_seconds_while_others_are_served(@TempDir Path home) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(home)) {
            List<DrippingClient> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(new DrippingClient(DrippingClient.Kind.values()[i % DrippingClient.Kind.values().length], service.port));
            }
            int served = 0;
            long begun = System.nanoTime();
            long end = begun + TimeUnit.SECONDS.toNanos((long) LONGEST_SECONDS + 5);
            while (System.nanoTime() < end && clients.stream().anyMatch(client -> !client.isClosed())) {
                clients.stream().filter(client -> !client.isClosed()).forEach(DrippingClient::drip);
                assertEquals(201, service.post("{\"name\":\"n\",\"description\":\"d\"}").statusCode());
                assertEquals(200, service.get("/api/videos?limit=1").statusCode());
                served++;
                Thread.sleep(250);
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            assertTrue(served > seconds / 3, "others were served " + served + " times only in " + seconds + " s");
            print(clients);
            assertEquals(List.of(), clients.stream().filter(client -> client.seconds() > LONGEST_SECONDS)
                    .map(client -> client.kind + " after " + client.seconds() + " s").toList());
            assertTrue(service.out().lines().noneMatch(line -> line.contains("ERROR")), service.out());
        }
    }

    private static void print(List<DrippingClient> clients) {
        clients.stream().collect(Collectors.groupingBy(client -> client.kind, Collectors.summarizingDouble(DrippingClient::seconds)))
                .forEach((kind, seconds) -> System.out.printf("%s: closed after %.1f to %.1f s%n", kind, seconds.getMin(),
                        seconds.getMax()));
    }

    @Test
    void an_import_that_pauses_less_than_the_timeout_is_carried_out(@TempDir Path home) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(home, "-Dvideo-catalog.http.receive-timeout=6s")) {
            HttpResponse<String> answer = service.send(service.request("/api/videos/import").header("Content-Type", "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofInputStream(PausingBody::new)));
            assertEquals("{\"created\":" + PausingBody.PIECES * PausingBody.ROWS + ",\"updated\":0,\"rejected\":0}",
                    answer.body().lines().reduce((first, last) -> last).orElse(""));
        }
    }

    /** The next request comes behind an answer that has been given and not been taken, and waits longer than its head might. */
    @Test
    void answers_that_are_read_late_are_complete(@TempDir Path home) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(home, "-Dvideo-catalog.http.head-timeout=3s"); Socket socket = new Socket()) {
            String row = "{\"name\":\"n\",\"description\":\"" + "d".repeat(500) + "\"}\n";
            service.send(service.request("/api/videos/import").header("Content-Type", "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofString(row.repeat(200))));
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress("127.0.0.1", service.port));
            String request = "GET /api/videos?limit=200 HTTP/1.1\r\nHost: localhost\r\n";
            for (int i = 1; i < PAGES; i++) {
                socket.getOutputStream().write((request + "\r\n").getBytes(US_ASCII));
                Thread.sleep(50);
            }
            socket.getOutputStream().write((request + "Connection: close\r\n\r\n").getBytes(US_ASCII));
            Thread.sleep(5_000);
            String answers = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            assertEquals(PAGES, answers.split("HTTP/1.1 200 OK", -1).length - 1);
        }
    }
}
