package io.videocatalog.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.videocatalog.faults.ServiceProcess;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged service does where it is told to. */
class SettingsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VIDEO = "{\"name\":\"n\",\"description\":\"d\"}";
    private static final int PATIENCE_MILLIS = 60_000;

    private static ServiceProcess service;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        service = ServiceProcess.start(home, "-Dvideo-catalog.http.require-if-match=true", "-Dvideo-catalog.http.receive-timeout=3s",
                "-Dvideo-catalog.log.json=true");
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
    }

    @Test
    void a_change_must_say_which_version_it_is_meant_for() throws Exception {
        String path = create();
        Map<String, String> bodies = Map.of("PUT", VIDEO, "PATCH", "{\"name\":\"other\"}", "DELETE", "");
        for (String method : bodies.keySet()) {
            HttpResponse<String> answer = send(method, path, bodies.get(method));
            assertEquals(428, answer.statusCode(), method);
            assertEquals("/problems/precondition-required", JSON.readTree(answer.body()).get("type").textValue());
        }
        assertEquals("\"0\"", service.get(path).headers().firstValue("ETag").orElse(""));
        assertEquals(200, send("PATCH", path, bodies.get("PATCH"), "If-Match", "\"0\"").statusCode());
        assertEquals(200, send("PUT", path, bodies.get("PUT"), "If-Match", "\"1\"").statusCode());
        assertEquals(204, send("DELETE", path, "", "If-Match", "\"2\"").statusCode());
    }

    /** The path of a new video. */
    private static String create() throws Exception {
        return "/api/videos/" + JSON.readTree(service.post(VIDEO).body()).get("id");
    }

    private static HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = service.request(path).header("Content-Type", "application/json");
        return service.send((headers.length == 0 ? request : request.headers(headers)).method(method, BodyPublishers.ofString(body)));
    }

    @Test
    void a_body_that_does_not_come_in_time_is_answered_408_and_its_connection_closed() throws Exception {
        try (Socket slow = new Socket("127.0.0.1", service.port)) {
            slow.setSoTimeout(PATIENCE_MILLIS);
            slow.getOutputStream().write(("POST /api/videos HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 1000\r\n\r\n{\"name\":").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
            assertTrue(answer.contains("\"type\":\"/problems/request-timeout\""), answer);
        }
    }

    @Test
    void each_line_of_the_log_is_a_json_object_and_has_the_id_of_its_request() throws Exception {
        HttpResponse<String> deleted = send("DELETE", create(), "", "If-Match", "*");
        assertEquals(204, deleted.statusCode());
        List<JsonNode> lines = new ArrayList<>();
        for (String line : service.out().lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        assertTrue(lines.stream().anyMatch(line -> line.get("message").textValue().contains(" serves http://")), service::out);
        String id = deleted.headers().firstValue("X-Request-Id").orElseThrow();
        assertTrue(lines.stream().anyMatch(line -> line.at("/mdc/requestId").asText().equals(id)), service::out);
    }

    @Test
    void slow_statements_are_not_told_unless_asked_for() throws Exception {
        SlowQueryLogIT.searchAll(service);
        assertFalse(service.out().contains("Slow query"), service.out());
    }

    @Test
    void it_tells_that_it_has_started() throws Exception {
        HttpResponse<String> health = service.get("/q/health/started");
        assertEquals(200, health.statusCode());
        assertEquals("UP", JSON.readTree(health.body()).get("status").textValue());
    }
}
