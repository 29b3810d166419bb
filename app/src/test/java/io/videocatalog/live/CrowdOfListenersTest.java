package io.videocatalog.live;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.videocatalog.operations.Meters;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What many listeners cost, and those who do not read. */
@QuarkusTest
class CrowdOfListenersTest {

    private static final int LISTENERS = 2_000;
    private static final int ROWS = 6_000;
    private static final int PATIENCE_SECONDS = 60;

    /** A listener that reads when it is told to, on a connection that holds little. */
    private static Socket listen(String query) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(PATIENCE_SECONDS * 1_000);
        socket.connect(new InetSocketAddress("localhost", RestAssured.port));
        socket.getOutputStream().write(("GET /api/events" + query + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(US_ASCII));
        return socket;
    }

    private static void awaitText(Socket socket, String text) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder read = new StringBuilder();
        for (int b = in.read(); read.indexOf(text) < 0; b = in.read()) {
            assertTrue(b >= 0, () -> "ended before " + text);
            read.append((char) b);
        }
    }

    private static int create() {
        return json(Map.of("name", unique(), "description", "d")).post("/api/videos").then().statusCode(201).extract().path("id");
    }

    private static double listeners() {
        return Meters.values(api().get("/q/metrics").asString(), "catalog_listeners").findFirst().orElseThrow();
    }

    @Test
    void idle_listeners_cost_no_threads_and_no_places_of_requests() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try (EventStream first = EventStream.fromNow("")) {
            create();
            first.change();
            int threads = ManagementFactory.getThreadMXBean().getThreadCount();
            for (int i = 0; i < LISTENERS; i++) {
                sockets.add(listen("?entity=videos"));
                awaitText(sockets.get(i), "event: ready");
            }
            assertTrue(listeners() >= LISTENERS);
            int more = ManagementFactory.getThreadMXBean().getThreadCount() - threads;
            assertTrue(more < LISTENERS / 20, more + " more threads");
            long began = System.nanoTime();
            int id = create();
            for (Socket socket : sockets) {
                awaitText(socket, "\"id\":" + id + ",");
            }
            System.out.printf("%d listeners, %d more threads, all told within %.2f s%n", LISTENERS, more,
                    (System.nanoTime() - began) / 1e9);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        awaitListeners(0);
    }

    @Test
    void who_goes_while_the_next_request_is_coming_is_dropped() throws Exception {
        try (Socket listener = listen("")) {
            awaitText(listener, "event: ready");
            listener.getOutputStream()
                    .write("POST /api/videos HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{".getBytes(US_ASCII));
            create();
            awaitText(listener, "event: change");
            awaitListeners(1);
        }
        awaitListeners(0);
    }

    @Test
    void who_goes_before_it_is_its_turn_does_not_listen() throws Exception {
        String request = "GET /api/videos HTTP/1.1\r\nHost: localhost\r\n\r\n";
        for (int i = 0; i < 200; i++) {
            try (Socket socket = new Socket("localhost", RestAssured.port)) {
                socket.getOutputStream().write((request + request.replace("videos", "events")).getBytes(US_ASCII));
                socket.setSoLinger(true, 0);
            }
        }
        awaitListeners(0);
    }

    private static void awaitListeners(int count) throws InterruptedException {
        double now = listeners();
        for (int i = 0; now > count && i < PATIENCE_SECONDS * 20; i++) {
            Thread.sleep(50);
            now = listeners();
        }
        assertEquals(count, now);
    }

    @Test
    void who_does_not_read_is_dropped_and_keeps_nobody_waiting() throws Exception {
        try (Socket sluggish = listen(""); EventStream quick = EventStream.fromNow("")) {
            awaitText(sluggish, "event: ready");
            String row = "{\"name\":\"row\",\"description\":\"" + "d".repeat(500) + "\"}\n";
            api().contentType("application/x-ndjson").body(row.repeat(ROWS)).post("/api/videos/import").then().statusCode(200);
            long read = 0;
            for (int i = 0; i < ROWS; i++) {
                quick.change();
            }
            awaitListeners(1);
            assertFalse(quick.hasEnded());
            byte[] buffer = new byte[65_536];
            try {
                for (int count = sluggish.getInputStream().read(buffer); count >= 0; count = sluggish.getInputStream().read(buffer)) {
                    read += count;
                }
            } catch (IOException e) {
                assertTrue(e.getMessage().contains("reset"), e::toString);
            }
            assertTrue(read < (long) ROWS * row.length(), read + " bytes");
        }
    }
}
