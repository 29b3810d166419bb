package io.videocatalog.live;

import static io.videocatalog.http.Api.api;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of Server-Sent Events, which understands them as browsers do. */
public final class EventStream implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 60;
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** An event with data, and when it came. */
    public record Event(String id, String name, JsonNode data, Instant at) {

        public long number() {
            return data.get("number").asLong();
        }
    }

    private final HttpResponse<InputStream> answer;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> comments = new LinkedBlockingQueue<>();
    private final Thread reader = new Thread(this::read);
    private volatile String lastId = "";

    private EventStream(URI address, Map<String, String> headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", "text/event-stream");
        headers.forEach(request::header);
        try {
            answer = CLIENT.send(request.timeout(Duration.ofSeconds(PATIENCE_SECONDS)).build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
        if (answer.statusCode() != 200) {
            answer.body().close();
            throw new IOException("answered " + answer.statusCode());
        }
        reader.start();
    }

    /** Listens at an address of a server. */
    public static EventStream of(URI address, Map<String, String> headers) throws IOException {
        return new EventStream(address, headers);
    }

    /** Listens to the service under test, from now on. */
    static EventStream open(String query) {
        return open(query, Map.of());
    }

    public static EventStream open(String query, Map<String, String> headers) {
        try {
            URI address = URI.create("http://localhost:" + RestAssured.port + "/api/events" + query);
            return of(address, headers);
        } catch (IOException e) {
            throw new AssertionError(query, e);
        }
    }

    /** A stream that is ready and tells of nothing that was written before; others may begin with what nobody had read yet. */
    static EventStream fromNow(String query) {
        Long newest = api().get("/api/changes?sort=-number&limit=1").jsonPath().getObject("items[0].number", Long.class);
        Instant end = Instant.now().plusSeconds(PATIENCE_SECONDS);
        EventStream stream = open(query);
        while (stream.next("ready").number() < (newest == null ? 0 : newest)) {
            stream.close();
            assertTrue(Instant.now().isBefore(end), "changes do not get settled");
            stream = open(query);
        }
        return stream;
    }

    /** Listens to the service under test behind the change with this number. */
    static EventStream resume(String query, String lastEventId) {
        return open(query, Map.of("Last-Event-ID", lastEventId));
    }

    /** The stream, once it has said that it is ready. */
    public EventStream ready() {
        next("ready");
        return this;
    }

    private void read() {
        Map<String, String> fields = new HashMap<>();
        try (var in = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty()) {
                    dispatch(fields);
                } else if (line.startsWith(":")) {
                    comments.add(line);
                } else {
                    String[] field = line.split(": ?", 2);
                    fields.put(field[0], field[1]);
                }
            }
        } catch (IOException e) {
            // As at the end.
        }
    }

    private void dispatch(Map<String, String> fields) throws IOException {
        lastId = fields.getOrDefault("id", lastId);
        if (fields.containsKey("data")) {
            events.add(new Event(lastId, fields.getOrDefault("event", "message"), JSON.readTree(fields.get("data")), Instant.now()));
        }
        fields.clear();
    }

    /** The next event, which must have this name and come at last. */
    public Event next(String name) {
        Event event = poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(event, () -> "no event " + name + (reader.isAlive() ? "" : "; the stream has ended"));
        assertEquals(name, event.name(), event::toString);
        return event;
    }

    /** The next event; null when none comes in time. */
    public Event poll(long time, TimeUnit unit) {
        try {
            return events.poll(time, unit);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The next change. */
    JsonNode change() {
        Event event = next("change");
        assertEquals(event.data().get("number").asText(), event.id());
        return event.data();
    }

    /** Waits for a sign of life. */
    void awaitHeartbeat() throws InterruptedException {
        assertNotNull(comments.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "no sign of life");
    }

    /** Waits until the server has ended the stream. */
    public void awaitEnd() throws InterruptedException {
        reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        assertEquals(Thread.State.TERMINATED, reader.getState());
    }

    public boolean hasEnded() {
        return !reader.isAlive();
    }

    /** What a browser would send when it came back. */
    public String lastId() {
        return lastId;
    }

    public String header(String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Override
    public void close() {
        try {
            answer.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
