package io.videocatalog.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.videocatalog.faults.ServiceProcess;
import io.videocatalog.http.RawHttp.Answer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no HTTP, or ceases to be. Only the packaged service watches its connections, and so answers it with a problem. */
class MalformedRequestIT {

    /** What must not be taken for a request of its own. */
    private static final String FOLLOWING = "GET /api/videos HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static ServiceProcess service;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        service = ServiceProcess.start(home, "-Dvideo-catalog.http.head-timeout=5s", "-Dquarkus.http.idle-timeout=10s");
    }

    @AfterAll
    static void stop() throws Exception {
        if (service != null) {
            service.close();
        }
    }

    private static void refuses(String request, int status) {
        List<Answer> answers = RawHttp.exchange(service.port, request.getBytes(ISO_8859_1));
        assertThat(request, answers, hasSize(1));
        Answer answer = answers.get(0);
        assertThat(request, answer.status(), is(status));
        RawHttp.checkWithoutPath(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / FTP/1.1\r\n\r\n",
            "G\u0000T / HTTP/1.1\r\n\r\n", "hello\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n",
            "GET / HTTP/1.1\r\nA B: c\r\n\r\n", "GET / HTTP/1.1\r\nX: a\u0000b\r\n\r\n",
            "POST /api/videos HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n",
            "POST /api/videos HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
            "POST /api/videos HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
            "POST /api/videos HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST /api/videos HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n" + FOLLOWING,
            "POST /api/videos HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: identity\r\nContent-Length: 2\r\n\r\n{}" + FOLLOWING})
    void a_malformed_request_is_refused_and_ends_the_connection(String request) {
        refuses(request, 400);
    }

    @Test
    void what_can_be_read_all_the_same_is_refused_as_any_request_is() {
        refuses("GET  /api/videos  HTTP/1.1\r\nConnection: close\r\n\r\n", 400);
        refuses("GET / HTTP/1.1\r\n: empty\r\nConnection: close\r\n\r\n", 400);
        refuses("GET /api/videos HTTP/1.1\r\nHost: localhost\r\nHost: other\r\nConnection: close\r\n\r\n", 400);
    }

    // What comes late would be taken for the answer to the next request.
    @Test
    void what_has_been_refused_is_not_answered_again_when_the_head_timeout_is_over() {
        refuses("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", 404);
    }

    @Test
    void what_is_longer_than_the_server_reads_is_refused() {
        refuses("GET /" + "x".repeat(300_000) + " HTTP/1.1\r\n\r\n", 414);
        refuses("GET / HTTP/1.1\r\nX: " + "x".repeat(300_000) + "\r\n\r\n", 431);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/videos", "/api/videos/import"})
    void broken_chunks_are_refused(String path) throws Exception {
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n";
        for (String chunk : List.of("zz\r\n", "ffffffff\r\n", "\r\n", "0\r\nno colon\r\n\r\n")) {
            refuses(head + chunk, 400);
        }
        refuses(head + "1d\r\n{\"name\":\"n\",\"description\":\"d\"\r\nzz\r\n", 400);
        assertThat(service.ids(), is(List.of()));
    }
}
