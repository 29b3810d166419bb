package io.videocatalog.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.videocatalog.operations.Meters;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever goes in the middle of whatever: nothing waits for it any longer. */
@Tag("slow")
class BrokenOffRequestsIT {

    private static final int CLIENTS = 16;
    private static final int SECONDS = 30;
    private static final int PATIENCE_SECONDS = 90;
    private static final String ROW = "{\"name\":\"a name\",\"description\":\"" + "d".repeat(400) + "\"}\n";

    /** What is counted while it is under way, and how much of it the question for the count is itself. */
    private static final Map<String, Double> AT_REST = Map.of("http_server_active_connections", 1.0, "http_server_active_requests", 1.0,
            "catalog_listeners", 0.0, "agroal_active_count", 0.0);

    private static final List<String> REQUESTS = List.of(request("GET", "/api/videos", "", ""), request("HEAD", "/api/videos", "", ""),
            request("GET", "/api/videos/1", "", ""), request("GET", "/api/videos?q=name&count=true", "", ""),
            request("GET", "/api/videos?format=ndjson", "", ""), request("GET", "/api/videos?format=csv", "", ""),
            request("GET", "/api/events", "", ""), request("GET", "/api/events?entity=videos", "", ""),
            request("POST", "/api/videos", "application/json", ROW), request("PUT", "/api/videos/1", "application/json", ROW),
            request("PATCH", "/api/videos/1", "application/merge-patch+json", ROW), request("DELETE", "/api/videos/2", "", ""),
            request("POST", "/api/videos/import", "application/x-ndjson", ROW.repeat(3)),
            request("POST", "/api/videos/import?atomic=true", "application/x-ndjson", ROW.repeat(500)),
            chunked("/api/videos/import", ROW.length(), ROW + "\r\n0\r\n\r\n"), chunked("/api/videos/import", 9, ROW),
            chunked("/api/videos", ROW.length(), ROW + "\r\nno size\r\n"), request("GET", "/q/health/ready", "", ""), "\r\n\r\n");

    private static String request(String method, String target, String type, String body) {
        return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + (body.isEmpty()
                ? "\r\n"
                : "Content-Type: " + type + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private static String chunked(String target, int size, String rest) {
        return "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(size) + "\r\n" + rest;
    }

    @Test
    void nothing_is_left_of_requests_whose_clients_have_gone(@TempDir Path home) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(home)) {
            assertEquals(201, service.post(ROW).statusCode());
            long seed = System.nanoTime();
            System.out.println("seed " + seed);
            ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
            List<Future<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random random = new Random(seed + i);
                clients.add(threads.submit(() -> breakOffAgainAndAgain(service.port, random)));
            }
            threads.shutdown();
            int connections = 0;
            for (Future<Integer> client : clients) {
                connections += client.get();
            }
            System.out.println(connections + " connections");
            awaitRest(service);
            assertEquals(200, service.get("/api/videos?format=csv").statusCode());
        }
    }

    private static int breakOffAgainAndAgain(int port, Random random) throws Exception {
        int times = 0;
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS); System.nanoTime() < end; times++) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                breakOff(socket, random);
            }
        }
        return times;
    }

    /** Sends one request, or a part of one, or one and what begins the next, reads a little or nothing, and goes politely or not. */
    private static void breakOff(Socket socket, Random random) throws Exception {
        String sent = any(random);
        sent = switch (random.nextInt(4)) {
            case 0 -> sent.substring(0, random.nextInt(sent.length()));
            case 1 -> sent + any(random).substring(random.nextInt(2)) + any(random);
            case 2 -> sent + sent.substring(0, random.nextInt(sent.length()));
            default -> sent;
        };
        Thread.sleep(random.nextInt(20)); // More connections at once would find no descriptor, which is another matter.
        try {
            socket.getOutputStream().write(sent.getBytes(US_ASCII));
            if (random.nextBoolean()) {
                socket.setSoTimeout(1 + random.nextInt(50));
                socket.getInputStream().readNBytes(random.nextInt(3_000));
            }
        } catch (SocketException | SocketTimeoutException e) {
            // The service has refused it, or has not said as much.
        }
        socket.setSoLinger(random.nextBoolean(), 0);
    }

    private static String any(Random random) {
        return REQUESTS.get(random.nextInt(REQUESTS.size()));
    }

    // Those that stall are cut off after 20 s.
    private static void awaitRest(ServiceProcess service) throws IOException, InterruptedException {
        Map<String, Double> counts = counts(service);
        for (int i = 0; !counts.equals(AT_REST) && i < PATIENCE_SECONDS; i++) {
            Thread.sleep(1_000);
            counts = counts(service);
        }
        assertEquals(AT_REST, counts);
    }

    private static Map<String, Double> counts(ServiceProcess service) throws IOException, InterruptedException {
        String metrics = service.get("/q/metrics").body();
        return AT_REST.keySet().stream()
                .collect(Collectors.toMap(name -> name, name -> Meters.values(metrics, name).reduce(Double::sum).orElseThrow()));
    }
}
