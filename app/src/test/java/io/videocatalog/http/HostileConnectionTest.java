package io.videocatalog.http;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.videocatalog.http.RawHttp.Answer;
import io.videocatalog.operations.Meters;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sizes, framing and syntax of HTTP itself. */
@QuarkusTest
class HostileConnectionTest {

    private static final String VIDEOS = "/api/videos";
    private static final String HOST = "Host: localhost\r\n";
    private static final int PATIENCE_SECONDS = 60;
    private static final int PAGES = 300;
    private static final String LAST = HOST + "Connection: close\r\n";

    private static byte[] video(String name, int size) {
        return ("{\"name\":\"" + name + "\",\"description\":\"d\"" + " ".repeat(size) + "}").getBytes(UTF_8);
    }

    @Test
    void a_body_up_to_the_limit_is_taken_and_one_over_it_refused() {
        String name = unique();
        assertThat(RawHttp.postJson(VIDEOS, video(name, 1_000_000)).status(), is(201));
        assertThat(RawHttp.postJson(VIDEOS, video(name, 1 << 20)).status(), is(413));
        assertThat(RawHttp.postJson(VIDEOS, video(name, 30 << 20)).status(), is(413));
        api().get(VIDEOS + "?count=true&name=" + name).then().body("total", is(1));
    }

    @Test
    void only_an_import_may_exceed_the_limit_and_not_what_looks_like_one() {
        byte[] body = video(unique(), 2 << 20);
        for (String method : List.of("PUT", "PATCH")) {
            assertThat(api().contentType("application/json").body(body).request(method, VIDEOS + "/import").statusCode(), is(413));
        }
    }

    @Test
    void a_body_over_the_limit_is_refused_without_content_length_too() {
        String name = unique();
        String head = "POST " + VIDEOS + " HTTP/1.1\r\n" + HOST + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
        String body = chunk("{\"name\":\"" + name + "\",\"description\":\"d\"") + chunk(" ".repeat(100_000)).repeat(30) + chunk("}");
        List<Answer> answers = RawHttp.exchange(head + body + chunk(""));
        assertThat(answers, hasSize(1));
        RawHttp.check(answers.get(0));
        assertThat(answers.get(0).status(), is(413));
        api().get(VIDEOS + "?name=" + name).then().body("items", hasSize(0));
    }

    private static String chunk(String piece) {
        return Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n";
    }

    @Test
    void a_body_that_is_announced_over_the_limit_is_refused_before_it_comes() {
        List<Answer> answers = RawHttp.exchange("POST " + VIDEOS + " HTTP/1.1\r\n" + HOST
                + "Content-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n{");
        assertThat(answers.get(0).status(), is(413));
        RawHttp.check(answers.get(0));
    }

    @Test
    void a_long_target_is_read_or_refused() {
        assertThat(RawHttp.send("GET", VIDEOS + "?q=" + "x".repeat(100_000)).status(), is(400));
        assertThat(RawHttp.send("GET", VIDEOS + "?x=" + "x".repeat(100_000)).status(), is(400));
        assertThat(RawHttp.send("GET", VIDEOS + "/" + "1".repeat(4_000)).status(), is(404));
        assertThat(RawHttp.send("GET", VIDEOS + "/" + "1".repeat(5_000)).status(), is(414));
        assertThat(RawHttp.send("GET", VIDEOS + "/" + "%41".repeat(40_000)).status(), is(414));
        assertThat(RawHttp.send("GET", VIDEOS + "?q=" + "x".repeat(200_000)).status(), is(414));
        assertThat(RawHttp.send("GET", VIDEOS + "?" + "a&".repeat(40_000)).status(), is(400));
        assertThat(RawHttp.exchange("GET /" + "x".repeat(1_000_000) + " HTTP/1.1\r\n" + LAST + "\r\n").get(0).status(), is(414));
    }

    @Test
    void large_headers_are_refused() {
        assertThat(RawHttp.send("GET", VIDEOS + "?limit=1", "X-Large: " + "x".repeat(20_000)).status(), is(200));
        assertThat(RawHttp.send("GET", VIDEOS, "X-Large: " + "x".repeat(100_000)).status(), is(431));
        assertThat(RawHttp.send("GET", VIDEOS, "X: y\r\n".repeat(20_000).strip()).status(), is(431));
        assertThat(RawHttp.exchange("GET / HTTP/1.1\r\nX: " + "x".repeat(2_000_000) + "\r\n\r\n").get(0).status(), is(431));
    }

    @Test
    void a_long_list_of_media_types_is_read_at_once() {
        assertThat(RawHttp.send("GET", VIDEOS + "?limit=1", "Accept: " + "*/*,".repeat(7_000) + "*/*").status(), is(200));
    }

    @Test
    void who_does_not_read_gets_no_more_answers_and_misses_none() throws Exception {
        String word = unique();
        String rows = ("{\"name\":\"" + word + "\",\"description\":\"" + "d".repeat(500) + "\"}\n").repeat(200);
        api().contentType("application/x-ndjson").body(rows).post(VIDEOS + "/import").then().statusCode(200);
        String target = VIDEOS + "?limit=200&name=" + word;
        String page = "GET " + target + " HTTP/1.1\r\n" + HOST + "\r\n";
        double before = answered();
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress("localhost", RestAssured.port));
            Thread writer = new Thread(() -> write(socket, page.repeat(PAGES - 1) + "GET " + target + " HTTP/1.1\r\n" + LAST + "\r\n"));
            writer.start();
            double last = before;
            double now = answered();
            for (int i = 0; (now == before || now > last) && i < PATIENCE_SECONDS; i++) {
                Thread.sleep(1_000);
                last = now;
                now = answered();
            }
            assertThat(now - before, allOf(greaterThan(0.0), lessThan(PAGES / 2.0)));
            String answers = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answers.split("HTTP/1.1 200 OK", -1).length - 1, is(PAGES));
            writer.join();
        }
    }

    private static void write(Socket socket, String requests) {
        try {
            socket.getOutputStream().write(requests.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many lists have been answered. */
    private static double answered() {
        return Meters.values(api().get("/q/metrics").asString(), "http_server_requests_seconds_count", "uri=\"" + VIDEOS + "\"",
                "method=\"GET\"").sum();
    }

    @Test
    void http_1_0_is_served_to_those_who_name_the_host() {
        assertThat(RawHttp.exchange("GET " + VIDEOS + "?limit=1 HTTP/1.0\r\n" + HOST + "\r\n").get(0).status(), is(200));
        byte[] body = video(unique(), 0);
        assertThat(RawHttp
                .exchange("POST " + VIDEOS + " HTTP/1.0\r\n" + HOST + "Content-Type: application/json\r\nContent-Length: " + body.length
                        + "\r\n\r\n" + new String(body, UTF_8))
                .get(0).status(), is(201));
        Answer refused = RawHttp.exchange("GET " + VIDEOS + " HTTP/1.0\r\n\r\n").get(0);
        assertThat(refused.status(), is(400));
        RawHttp.check(refused);
        assertThat(RawHttp.exchange("GET " + VIDEOS + " HTTP/1.1\r\nConnection: close\r\n\r\n").get(0).status(), is(400));
        assertThat(RawHttp.exchange("GET /q/health/live HTTP/1.0\r\n\r\n").get(0).status(), is(200));
    }

    @Test
    void pipelined_requests_are_answered_in_order() {
        String first = "GET " + VIDEOS + "/a HTTP/1.1\r\n" + HOST + "X-Request-Id: one\r\n\r\n";
        byte[] body = video(unique(), 0);
        String second = "POST " + VIDEOS + " HTTP/1.1\r\n" + HOST
                + "X-Request-Id: two\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length + "\r\n\r\n" + new String(body, UTF_8);
        String third = "GET " + VIDEOS + "/c HTTP/1.1\r\n" + LAST + "X-Request-Id: three\r\n\r\n";
        List<Answer> answers = RawHttp.exchange(first + second + third);
        assertThat(answers.stream().map(answer -> answer.status() + " " + answer.header("x-request-id")).toList(),
                is(List.of("404 one", "201 two", "404 three")));
    }

    @Test
    void a_refused_body_is_not_taken_for_the_next_request() {
        String smuggled = "DELETE " + VIDEOS + "/1 HTTP/1.1\r\nHost: x\r\n\r\n";
        String refused = "POST " + VIDEOS + " HTTP/1.1\r\n" + HOST + "Content-Type: text/plain\r\nContent-Length: " + smuggled.length()
                + "\r\n\r\n" + smuggled;
        List<Answer> answers = RawHttp.exchange(refused + "GET " + VIDEOS + "/x HTTP/1.1\r\n" + LAST + "\r\n");
        assertThat(answers.stream().map(Answer::status).toList(), is(oneOf(List.of(415, 404), List.of(415))));
    }

    @Test
    void expectations_are_met_or_refused() {
        byte[] body = video(unique(), 0);
        String head = "POST " + VIDEOS + " HTTP/1.1\r\n" + LAST + "Content-Type: application/json\r\nContent-Length: " + body.length
                + "\r\n";
        List<Answer> answers = RawHttp.exchange(head + "Expect: 100-continue\r\n\r\n" + new String(body, UTF_8));
        assertThat(answers.stream().map(Answer::status).filter(status -> status != 100).toList(), is(List.of(201)));
        assertThat(RawHttp.exchange(head + "Expect: wonders\r\n\r\n" + new String(body, UTF_8)).get(0).status(), is(oneOf(201, 400, 417)));
    }

    @Test
    void an_import_that_breaks_off_keeps_whole_batches_and_harms_nobody() throws Exception {
        String name = unique();
        String row = new String(video(name, 0), UTF_8) + "\n";
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(PATIENCE_SECONDS * 1_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + VIDEOS + "/import HTTP/1.1\r\n" + HOST
                    + "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n").getBytes(UTF_8));
            out.write(chunk(row.repeat(500)).repeat(3).getBytes(UTF_8));
            for (int i = 0; total(name) < 1000 && i < PATIENCE_SECONDS * 20; i++) {
                Thread.sleep(50);
            }
            out.write("zz\r\n".getBytes(UTF_8));
            socket.getInputStream().readAllBytes();
        }
        String other = unique();
        api().contentType("application/x-ndjson").body(video(other, 0)).post(VIDEOS + "/import").then().statusCode(200);
        assertThat(total(other), is(1));
        assertThat(total(name), is(1000));
    }

    private static int total(String name) {
        return api().get(VIDEOS + "?count=true&name=" + name).path("total");
    }

    @Test
    void many_at_once_are_all_answered() {
        List<Integer> statuses = Api.atOnce(50, () -> json(Map.of("name", unique(), "description", "d")).post(VIDEOS).statusCode());
        assertThat(statuses, everyItem(is(201)));
        assertThat(Api.atOnce(50, () -> api().get(VIDEOS + "?limit=200&count=true").statusCode()), everyItem(is(200)));
    }
}
