package io.videocatalog.http;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Requests whose bodies begin and do not go on. */
public final class UnfinishedRequests implements AutoCloseable {

    private static final String REFUSAL = "HTTP/1.1 503";

    private final List<Socket> sockets = new ArrayList<>();
    private final Set<Socket> answered = new HashSet<>();
    private int refused;

    public void begin(String path, String type, String... headers) throws IOException {
        Socket socket = new Socket("localhost", RestAssured.port);
        sockets.add(socket);
        StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        socket.getOutputStream().write((head + "Content-Length: 1000\r\n\r\n{\"name\":").getBytes(StandardCharsets.US_ASCII));
    }

    public int count() {
        return sockets.size();
    }

    /** How many of them the service has refused so far. */
    public int refused() throws IOException {
        for (Socket socket : sockets) {
            if (!answered.contains(socket) && socket.getInputStream().available() >= REFUSAL.length()) {
                answered.add(socket);
                String status = new String(socket.getInputStream().readNBytes(REFUSAL.length()), StandardCharsets.US_ASCII);
                refused += status.equals(REFUSAL) ? 1 : 0;
            }
        }
        return refused;
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
