package io.videocatalog.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Requests as bytes on a socket, for what no client would send. */
public final class RawHttp {

    private static final int PATIENCE_MILLIS = 60_000;

    private RawHttp() {
    }

    /** An answer, with the names of its headers in lower case. */
    public record Answer(int status, Map<String, String> headers, String body) {

        public String header(String name) {
            return headers.get(name);
        }
    }

    /** Sends a request without a body, and returns its answer, which must be sound. */
    static Answer send(String method, String target, String... headers) {
        return send(method, target, null, headers);
    }

    static Answer send(String method, String target, byte[] body, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        if (body != null) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        Answer answer = exchange(join((head + "\r\n").getBytes(ISO_8859_1), body == null ? new byte[0] : body)).get(0);
        SoundAnswer.check(answer.status, answer.header("content-type"), answer.header("x-request-id"),
                method.equals("HEAD") ? null : answer.body);
        return answer;
    }

    /** An answer must be sound, also one to what was sent as bytes. */
    static void check(Answer answer) {
        SoundAnswer.check(answer.status, answer.header("content-type"), answer.header("x-request-id"), answer.body);
    }

    static void checkWithoutPath(Answer answer) {
        SoundAnswer.checkWithoutPath(answer.status, answer.header("content-type"), answer.header("x-request-id"), answer.body);
    }

    static Answer postJson(String path, byte[] body) {
        return send("POST", path, body, "Content-Type: application/json");
    }

    /** All answers to these bytes; the server must close the connection behind them. */
    public static List<Answer> exchange(byte[] request) {
        return exchange(RestAssured.port, request);
    }

    static List<Answer> exchange(int port, byte[] request) {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            Thread writer = new Thread(() -> write(socket, request));
            writer.start();
            return readAll(socket.getInputStream());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static List<Answer> exchange(String request) {
        return exchange(request.getBytes(ISO_8859_1));
    }

    // The server may answer and close before it has read all: that is no fault.
    private static void write(Socket socket, byte[] request) {
        try {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            return;
        }
    }

    private static List<Answer> readAll(InputStream in) throws IOException {
        List<Answer> answers = new ArrayList<>();
        try {
            readAll(in, answers);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection is still open after " + answers, e);
        }
        return answers;
    }

    private static void readAll(InputStream in, List<Answer> answers) throws IOException {
        for (String line = readLine(in); line != null; line = readLine(in)) {
            Answer answer = readAnswer(line, in);
            answers.add(answer);
            if (isEventStream(answer.headers)) {
                return; // It would go on until we close it.
            } else if ("close".equalsIgnoreCase(answer.header("connection"))) {
                requireEnd(in);
                return;
            }
        }
    }

    private static boolean isEventStream(Map<String, String> headers) {
        return headers.getOrDefault("content-type", "").startsWith("text/event-stream");
    }

    private static void requireEnd(InputStream in) throws IOException {
        try {
            assertEquals(-1, in.read(), "more than what was said to be the last answer");
        } catch (SocketException e) {
            return; // Closed before all that was sent had been read.
        }
    }

    private static Answer readAnswer(String statusLine, InputStream in) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = readLine(in); line != null && !line.isEmpty(); line = readLine(in)) {
            String[] parts = line.split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        int status = Integer.parseInt(statusLine.split(" ")[1]);
        return new Answer(status, headers, UTF_8.newDecoder().decode(ByteBuffer.wrap(readBody(headers, in))).toString());
    }

    private static byte[] readBody(Map<String, String> headers, InputStream in) throws IOException {
        if (isEventStream(headers)) {
            return in.readNBytes(Math.max(0, chunkSize(in))); // The first of them; none behind a HEAD.
        }
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
                body.writeBytes(in.readNBytes(size));
                readLine(in);
            }
            readLine(in);
            return body.toByteArray();
        }
        return in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0"))); // fewer behind a HEAD
    }

    private static int chunkSize(InputStream in) throws IOException {
        String line = readLine(in);
        return line == null ? 0 : Integer.parseInt(line.strip(), 16);
    }

    private static String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return line.size() == 0 ? null : line.toString(ISO_8859_1);
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(ISO_8859_1);
    }

    static byte[] join(byte[] one, byte[] other) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(other);
        return both.toByteArray();
    }
}
