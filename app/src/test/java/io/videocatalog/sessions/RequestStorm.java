package io.videocatalog.sessions;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that send what fails, leave in the middle of what they send, or do not wait for the answer. */
final class RequestStorm {

    private static final int AT_ONCE = 24;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int WHOLE = Integer.MAX_VALUE;

    private final List<Callable<Void>> clients = new ArrayList<>();
    /** The status codes of the answers that were waited for. */
    final Set<Integer> statuses = new ConcurrentSkipListSet<>();

    /** A client that waits for the whole answer. */
    void add(String method, String path, String type, String body, String... headers) {
        addHead(method, path, type, body.length(), WHOLE, body, headers);
    }

    /** A client that has announced a longer body, and leaves. */
    void addBrokenBody(String method, String path, String type, String body) {
        addHead(method, path, type, body.length() + 100, 0, body);
    }

    /** A client that has sent everything and leaves when it has read this many bytes of the answer. */
    void addImpatient(int bytes, String method, String path, String type, String body) {
        addHead(method, path, type, body.length(), bytes, body);
    }

    /** A client that sends no more than this, and leaves. */
    void addRaw(String request) {
        clients.add(() -> send(request, 0));
    }

    private void addHead(String method, String path, String type, int length, int read, String body, String... headers) {
        String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " + type
                + "\r\nContent-Length: " + length + "\r\n" + String.join("", headers) + "\r\n";
        clients.add(() -> send(head + body, read));
    }

    /** Lets each client come this many times. */
    void rage(int times) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        List<Future<Void>> results = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            for (Callable<Void> client : clients) {
                results.add(threads.submit(client));
            }
        }
        threads.shutdown();
        for (Future<Void> result : results) {
            result.get();
        }
    }

    private Void send(String request, int read) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress("localhost", RestAssured.port));
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            byte[] answer = socket.getInputStream().readNBytes(read);
            if (read > 0) {
                statuses.add(Integer.parseInt(new String(answer, ISO_8859_1).split(" ")[1]));
            }
            socket.setSoLinger(true, 0); // Whom the server still has something for is gone as when a program dies.
        }
        return null;
    }
}
