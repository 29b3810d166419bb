package io.videocatalog.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.videocatalog.faults.ServiceProcess;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlowQueryLogIT {

    private static final int ROWS = 20_000;

    @TempDir
    Path home;

    @Test
    void tells_the_statement_and_the_request_but_no_values() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(home, "-Dvideo-catalog.log.slow-query-ms=1")) {
            String id = searchAll(service);
            // Others of the same request can be slow, too, while the process is new.
            Pattern told = Pattern.compile(id + " Slow query took \\d+ milliseconds \\[select .* from videos ");
            assertTrue(told.matcher(service.out()).find(), service.out());
            assertFalse(service.out().contains("zyxwvut"), "the word that was searched for");
        }
    }

    /** On H2, which looks at every row; the id of the request that has asked for it. */
    static String searchAll(ServiceProcess service) throws Exception {
        String rows = "{\"name\":\"a name of some length\",\"description\":\"a description of some more length\"}\n".repeat(ROWS);
        assertEquals(200, service.send(service.request("/api/videos/import").header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(rows))).statusCode());
        HttpResponse<String> answer = service.get("/api/videos?name.contains=zyxwvut");
        assertEquals(200, answer.statusCode());
        return answer.headers().firstValue("X-Request-Id").orElseThrow();
    }
}
