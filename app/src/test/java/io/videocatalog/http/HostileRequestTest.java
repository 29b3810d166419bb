package io.videocatalog.http;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods, paths, parameters and headers that should not be. */
@QuarkusTest
class HostileRequestTest {

    private static final String VIDEOS = "/api/videos";
    private static final byte[] VIDEO = "{\"name\":\"x\",\"description\":\"d\"}".getBytes(UTF_8);

    private String video() {
        return VIDEOS + "/" + json(Map.of("name", unique(), "description", "d")).post(VIDEOS).path("id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page", "/page/", "/page/nothing.js", "/page/../index.html", "/page/text/../../index.html", "/web/index.html",
            "/api", "/api/", "/api/nothing", "/api/videos/1/2/3", "/nothing", "/index.html", "/favicon.ico",
            "/api/users/1/nothing",
            "/q/nothing", "/API/VIDEOS", "/api/video", "/.env", "/WEB-INF/web.xml", "/api/videos.json"})
    void an_unknown_path_is_not_found(String path) {
        for (String method : List.of("GET", "DELETE", "POST")) {
            assertThat(RawHttp.send(method, path, "Accept: text/html").status(), is(404));
        }
        assertThat(RawHttp.send("PUT", path, VIDEO, "Content-Type: application/json").status(), is(404));
        assertThat(RawHttp.send("HEAD", path).status(), is(404));
    }

    @ParameterizedTest
    @ValueSource(strings = {"//api//videos", "/api//videos", "/api/./videos", "/api/x/../videos", "/../api/videos", "/api/videos/..",
            "/..%2fapi/videos",
            "/%2e%2e/%2e%2e/etc/passwd", "/api%2Fvideos", "/api/videos;x=1", "/api;a/videos", "/api/videos/", "/api/videos//",
            "/api/videos/%2e%2e",
            "/api/videos/%2F", "/api/videos/%5c", "/api\\videos", "/api/videos/%00", "/api/videos/%ff", "/api/videos/%zz", "/api/videos/%",
            "/api/%",
            "/api/videos/%c0%ae", "/api/videos/{id}", "/api/videos/|", "/api/videos/\"", "/api/videos/<x>", "/api/videos/^`",
            "/api/videos/[1]",
            "/api/videos#x", "/api/videos/\u00e9", "/api/videos/%F0%9F%98%80", "/api/videos/${jndi:x}", "http://localhost/api/videos",
            "http://other.example/api/videos", "/q/../api/videos", "/%61pi/videos", "/api/videos?", "/api/videos??", "/api/videos?&&",
            "/api/videos?=",
            "/api/videos?=1", "/api/videos?limit", "/api/videos?%", "/api/videos?%zz=1", "/api/videos?q=%zz", "/api/videos?q=%",
            "/api/videos?q=%f",
            "/api/videos?q=|", "/api/videos?q={}", "/api/videos?q=\"", "/api/videos?q=<>", "/api/videos?q=\u00e9", "/api/videos?q=\u00ff",
            "/api/videos?q=^`\\", "/api/videos?q=[]", "/api/videos?q=a#b", "/api/videos?q=a;b", "/api/videos?%00=1",
            "/api/videos?q=%u0041"})
    void a_tricky_target_is_answered_soundly(String target) {
        for (String method : List.of("GET", "HEAD", "DELETE")) {
            assertThat(method, RawHttp.send(method, target).status(), is(oneOf(200, 400, 404, 405)));
        }
        assertThat(RawHttp.send("POST", target, "oops".getBytes(UTF_8), "Content-Type: application/json").status(),
                is(oneOf(400, 404, 405)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "FOO", "PROPFIND", "get", "LOCK", "SEARCH", "X-Y", "PURGE", "QUERY"})
    void an_unknown_method_is_not_allowed(String method) {
        for (String target : List.of(VIDEOS, video())) {
            var answer = RawHttp.send(method, target);
            assertThat(answer.status(), is(405));
            assertThat(answer.header("allow"), containsString("GET, HEAD"));
        }
        assertThat(RawHttp.send(method, "/nothing").status(), is(404));
    }

    @Test
    void an_empty_accept_header_accepts_everything_and_a_type_without_a_body_harms_nothing() {
        for (String path : List.of(VIDEOS, VIDEOS + "?limit=1", "/api/users")) {
            assertThat(RawHttp.send("GET", path, "Accept:").status(), is(200));
            assertThat(RawHttp.send("GET", path, "Content-Type: text/plain").status(), is(200));
        }
    }

    @Test
    void options_list_the_methods_of_the_path_and_no_others() {
        api().options(VIDEOS).then().statusCode(200).header("Allow", is("GET, HEAD, OPTIONS, POST"));
        api().options(VIDEOS + "/1").then().statusCode(200).header("Allow", is("DELETE, GET, HEAD, OPTIONS, PATCH, PUT"))
                .header("Accept-Patch", is("application/merge-patch+json"));
    }

    @Test
    void options_and_connect_are_answered() {
        assertThat(RawHttp.send("OPTIONS", VIDEOS).status(), is(oneOf(200, 204, 405)));
        for (String request : List.of("OPTIONS *", "CONNECT localhost:80")) {
            var answers = RawHttp.exchange(request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            RawHttp.checkWithoutPath(answers.get(0));
            assertThat(answers.get(0).status(), is(404));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"GET|garbage", "GET|/", "GET|;;;", "GET|a/b/c", "GET|*", "GET|application/",
            "GET|application/json;q=x",
            "GET|application/json;q=9", "GET|,", "GET|application/json;charset=\"", "GET|text/html;q=0.0.1"})
    void a_broken_accept_header_is_no_fault_of_ours(String method, String accept) {
        for (String target : List.of(VIDEOS + "?limit=1", video())) {
            assertThat(RawHttp.send(method, target, "Accept: " + accept).status(), is(oneOf(200, 400, 406)));
        }
    }

    @Test
    void a_broken_accept_header_beside_a_sound_one_is_no_fault_of_ours() {
        for (String[] lines : List.of(new String[]{"Accept: /*", "Accept: text/csv"}, new String[]{"Accept: text/csv", "Accept: /*"})) {
            assertThat(RawHttp.send("GET", VIDEOS + "?limit=1", lines).status(), is(oneOf(400, 406)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "/", ";", "application", "application/", "application/*", "*/*", "application/json json",
            "application/json;;",
            "application/json; charset", "application/json; charset=nonsense", "application/json, text/plain", "text/json",
            "application/jsonp", "\u00e9/x",
            "application/xml", "multipart/form-data", "application/x-www-form-urlencoded"})
    void a_broken_or_wrong_content_type_is_refused_or_json(String type) {
        for (String method : List.of("POST", "PUT", "PATCH")) {
            String target = method.equals("POST") ? VIDEOS : video();
            int status = RawHttp.send(method, target, VIDEO, "Content-Type: " + type).status();
            assertThat(method, status, type.startsWith("application/json;") ? is(oneOf(200, 201, 400, 415)) : is(oneOf(400, 415)));
        }
        assertThat(RawHttp.send("POST", VIDEOS + "/import", VIDEO, "Content-Type: " + type).status(),
                type.startsWith("application/json;") ? is(oneOf(200, 400, 415)) : is(oneOf(400, 415)));
    }

    @Test
    void a_missing_content_type_is_refused() {
        assertThat(RawHttp.send("POST", VIDEOS, VIDEO).status(), is(415));
        assertThat(RawHttp.send("PUT", video(), VIDEO).status(), is(415));
        var patch = RawHttp.send("PATCH", video(), VIDEO);
        assertThat(patch.status(), is(415));
        assertThat(patch.header("accept-patch"), notNullValue());
        assertThat(RawHttp.send("POST", VIDEOS + "/import", VIDEO).status(), is(415));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "nonsense", "deflate", "gzip, gzip", "\u00e9"})
    void a_content_encoding_on_a_single_resource_is_refused(String encoding) {
        assertThat(RawHttp.send("POST", VIDEOS, VIDEO, "Content-Type: application/json", "Content-Encoding: " + encoding).status(),
                is(oneOf(400, 415)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "[", "a:b:c", "localhost:99999999", "\u00e9", "<script>", "a/b", "a?b", "a#b", "%zz", ""})
    void a_broken_host_header_is_no_fault_of_ours(String host) {
        for (String request : List.of("GET " + VIDEOS + "?limit=1", "GET " + VIDEOS + "/abc")) {
            var answers = RawHttp.exchange(request + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
            assertThat(answers, hasSize(1));
            RawHttp.check(answers.get(0));
            assertThat(host, answers.get(0).status(), is(oneOf(200, 400, 404)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "[", "<x>"})
    void under_a_broken_host_nothing_is_created(String host) {
        String name = unique();
        String video = "{\"name\":\"" + name + "\",\"description\":\"d\"}";
        var answer = RawHttp.exchange(
                "POST " + VIDEOS + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + video.length() + "\r\n\r\n" + video)
                .get(0);
        RawHttp.check(answer);
        assertThat(answer.status(), is(400));
        api().get(VIDEOS + "?count=true&name=" + name).then().body("total", is(0));
    }

    @Test
    void a_request_id_is_taken_over_only_if_it_is_sound() {
        assertThat(RawHttp.send("GET", VIDEOS + "/x", "X-Request-Id: a-1._Z").header("x-request-id"), is("a-1._Z"));
        for (String id : List.of("", "a b", "x".repeat(65), "<script>", "\u00e9", "a;b", "${x}")) {
            String given = RawHttp.send("GET", VIDEOS + "/x", "X-Request-Id: " + id).header("x-request-id");
            assertThat(given, not(is(id)));
        }
    }

    @Test
    void a_header_of_twenty_and_a_query_of_forty_thousand_characters_take_no_pattern_long() {
        String item = video();
        for (String piece : List.of("1", "x", "\"", "\"a", "W/", "W/\"a\",", ",", "a/b,", " ", "*", "-", "%20", "a.", "q=1;", "\\", "(",
                "1.")) {
            String text = piece.repeat(20_000 / piece.length());
            for (String header : List.of("Accept", "If-Match", "If-None-Match", "If-Modified-Since", "X-Request-Id", "Content-Type",
                    "Accept-Encoding",
                    "Cookie", "Accept-Language", "Range", "Forwarded", "Origin")) {
                RawHttp.send("GET", item, header + ": " + text);
            }
            RawHttp.send("PATCH", item, "{}".getBytes(UTF_8), "Content-Type: application/json", "If-Match: " + text);
            RawHttp.send("POST", VIDEOS, VIDEO, "Content-Type: application/json;" + text);
            String query = text.replace("\"", "%22").replace(" ", "+").replace("\\", "%5c");
            for (String parameter : List.of("limit", "cursor", "sort", "fields", "q", "name.contains", "ownerId", "createdAt.gte", "count",
                    "format", "x")) {
                assertThat(parameter, RawHttp.send("GET", VIDEOS + "?" + parameter + "=" + query + query).status(), is(oneOf(400, 414)));
            }
            assertThat(RawHttp.send("GET", VIDEOS + "/" + query + query).status(), is(oneOf(400, 414)));
            RawHttp.send("DELETE", "/api" + "/x".repeat(20_000));
        }
        api().get(item).then().statusCode(200);
    }
}
