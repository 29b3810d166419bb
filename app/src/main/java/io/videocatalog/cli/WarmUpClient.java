package io.videocatalog.cli;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection to the service that warms up. By hand, so that the JVM learns the server's work and not that of a client. */
final class WarmUpClient implements Closeable {

    private static final String JSON = "application/json";
    private static final String VIDEOS = "/api/videos";

    private final Socket socket;
    private final InputStream in;
    private final String headers;
    private int videos;

    WarmUpClient(int port, String token) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        headers = "Host: 127.0.0.1:" + port + "\r\n" + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n");
    }

    void readAndWrite() throws IOException {
        videos++;
        String path = location(send("POST", VIDEOS, JSON, video("Night train")));
        send("GET", VIDEOS + "?limit=20", "", "");
        send("GET", VIDEOS + "?limit=20&q=train", "", "");
        send("GET", VIDEOS + "?limit=20&sort=-name", "", "");
        send("GET", path, "", "");
        send("PATCH", path, "application/merge-patch+json", "{\"description\":\"" + videos + "\"}");
        send("PUT", path, JSON, video("Day train"));
        send("GET", path, "", "");
        if (videos % 2 == 0) {
            send("DELETE", path, "", "");
        }
    }

    /** What nobody can answer without a database. */
    void askInVain() throws IOException {
        exchange("GET", VIDEOS, "", "");
        exchange("GET", VIDEOS + "?q=train", "", "");
    }

    private String video(String name) {
        return "{\"name\":\"" + name + " " + videos + "\",\"description\":\"" + "what the video is about, in some words. ".repeat(8)
                + "\"}";
    }

    private String send(String method, String path, String type, String body) throws IOException {
        String head = exchange(method, path, type, body);
        if (!head.startsWith("HTTP/1.1 2")) {
            throw new IOException(method + " " + path + ": " + head.lines().findFirst().orElseThrow());
        }
        return head;
    }

    /** The head of the answer. */
    private String exchange(String method, String path, String type, String body) throws IOException {
        String content = type.isEmpty() ? "" : "Content-Type: " + type + "\r\nContent-Length: " + body.length() + "\r\n";
        socket.getOutputStream()
                .write((method + " " + path + " HTTP/1.1\r\n" + headers + content + "\r\n" + body).getBytes(StandardCharsets.US_ASCII));
        String head = head();
        in.skipNBytes(Long.parseLong(value(head, "content-length", "0")));
        return head;
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("The service has closed the connection.");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static String location(String head) throws IOException {
        return value(head, "location", VIDEOS).replaceFirst("^https?://[^/]*", "");
    }

    private static String value(String head, String name, String otherwise) {
        return head.lines().filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                .map(line -> line.substring(name.length() + 2)).findFirst().orElse(otherwise);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
