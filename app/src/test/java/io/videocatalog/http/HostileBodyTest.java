package io.videocatalog.http;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that should not be. */
@QuarkusTest
class HostileBodyTest {

    private static final String VIDEOS = "/api/videos";

    /** Sends a body where one is read, expects 400 everywhere, and that the video is as it was. */
    private void refused(byte[] body) {
        Response video = json(Map.of("name", unique(), "description", "d")).post(VIDEOS);
        String item = VIDEOS + "/" + video.path("id");
        for (String[] request : List.of(new String[]{"POST", VIDEOS}, new String[]{"POST", "/api/users"}, new String[]{"PUT", item},
                new String[]{"PATCH", item})) {
            var answer = RawHttp.send(request[0], request[1], body, "Content-Type: application/json");
            assertThat(request[0] + " " + answer.body(), answer.status(), is(400));
        }
        api().get(item).then().body(equalTo(video.asString()));
    }

    private void refused(String body) {
        refused(body.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "null", "[]", "[{}]", "\"x\"", "1", "true", "nul", "NaN", "{]", "{\"name\":}", "{\"name\"}",
            "{name:1}",
            "{'name':'x'}", "{\"name\":\"x\",}", "{\"name\":\"x\"", "{\"name\":\"x", "{\"name\":\"\\x\"}", "{\"name\":\"\\u12\"}",
            "// c\n{}", "{} {}",
            "{}{}", "{}x", "{},", "{}]", "{} null", "{\"name\":01}", "{\"name\":+1}", "{\"name\":.5}", "{\"name\":1.}",
            "{\"name\":Infinity}", "<a/>",
            "name=x", "\u0000", "{}\u0000", "\u00a0{}"})
    void a_body_that_is_no_json_object_is_refused(String body) {
        refused(body);
    }

    @Test
    void an_empty_object_names_every_required_member() {
        json("{}").post(VIDEOS).then().statusCode(400).body("errors.pointer", containsInAnyOrder("/name", "/description"))
                .body("errors.code", is(List.of("required", "required")));
        json("{}").post("/api/users").then().statusCode(400).body("errors.pointer", containsInAnyOrder("/name", "/email"));
    }

    @Test
    void all_faulty_members_are_named_at_once() {
        json("{\"name\":1,\"description\":\" \",\"ownerId\":\"x\",\"nonsense\":0}").post(VIDEOS).then().statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/name", "/description", "/ownerId", "/nonsense"))
                .body("errors.code", containsInAnyOrder("wrong-type", "blank", "wrong-type", "unknown-member"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.5", "true", "[]", "[\"x\"]", "{}", "{\"x\":1}", "null", "\"\"", "\" \"", "\"\\t\\n\"",
            "\"\\u00a0\\u3000\"",
            "\"\\u200b\"", "\"\\u0000\"", "\"a\\u0000b\"", "\"a\\u001fb\"", "\"a\\u007fb\"", "\"a\\u0085b\"", "\"\\ud800\"",
            "\"a\\udc00b\"",
            "\"\\ude00\\ud83d\"", "\"\\ud83d\"", "1e400", "-0"})
    void a_name_that_is_no_text_is_refused(String name) {
        json("{\"name\":" + name + ",\"description\":\"d\"}").post(VIDEOS).then().statusCode(400).body("errors.pointer",
                is(List.of("/name")));
        json("{\"name\":\"d\",\"description\":" + name + "}").post(VIDEOS).then().statusCode(400).body("errors.pointer",
                is(List.of("/description")));
        json("{\"name\":" + name + ",\"email\":\"" + unique() + "@example.org\"}").post("/api/users").then().statusCode(400)
                .body("errors.pointer", is(List.of("/name")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "1.0", "1.5", "1e0", "true", "[]", "{}", "\"\"", "0", "-1", "9007199254740992", "9223372036854775808",
            "1e999999999", "123456789012345678901234567890"})
    void an_owner_that_is_no_id_is_refused(String id) {
        json("{\"name\":\"x\",\"description\":\"d\",\"ownerId\":" + id + "}").post(VIDEOS).then().statusCode(400)
                .body("errors.pointer", is(List.of("/ownerId"))).body("errors.code", is(List.of("wrong-type")));
    }

    @Test
    void line_breaks_and_tabs_belong_in_descriptions_only() {
        String text = "one\\ttab\\nand\\r\\nlines";
        json("{\"name\":\"" + unique() + "\",\"description\":\"" + text + "\"}").post(VIDEOS).then().statusCode(201)
                .body("description", is("one\ttab\nand\r\nlines"));
        json("{\"name\":\"" + text + "\",\"description\":\"d\"}").post(VIDEOS).then().statusCode(400).body("errors.pointer",
                is(List.of("/name")));
        json("{\"name\":\"x\",\"description\":\"a\\rb\"}").post(VIDEOS).then().statusCode(400);
    }

    @Test
    void broken_json_is_refused_with_line_and_column() {
        String located = ".*line \\d+, column \\d+.*";
        for (String body : List.of("{\n  \"name\": \"x\",\n  oops\n}", "{\"name\":\"x\"", "{} {}", "{}x", "{\"a\":1,\"a\":2}",
                "{\"name\":" + "[".repeat(100) + "]".repeat(100) + "}")) {
            json(body).post(VIDEOS).then().statusCode(400).body("type", is("/problems/malformed")).body("detail", matchesPattern(located));
        }
        json("{\n  \"name\": \"x\",\n  oops\n}").post(VIDEOS).then().body("detail", containsString("line 3, column "));
    }

    @Test
    void what_is_wrong_is_said_of_trailing_text_and_duplicates() {
        json("{} {}").post(VIDEOS).then().body("detail", not(containsString("nested"))).body("detail", containsString("after"));
        json("{\"name\":\"a\",\"name\":\"b\"}").post(VIDEOS).then().body("detail", containsString("name"));
        json("{\"x\":" + "[".repeat(100)).post(VIDEOS).then().body("detail", containsString("nested"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[[],"})
    void nesting_100000_deep_is_refused(String opening) {
        refused("{\"name\":" + opening.repeat(100_000));
        refused(opening.repeat(100_000));
    }

    @Test
    void huge_numbers_names_and_texts_are_refused() {
        refused("{\"ownerId\":" + "9".repeat(5_000) + "}");
        refused("{\"name\":1e" + "9".repeat(900) + "}");
        refused("{\"" + "x".repeat(60_000) + "\":1}");
        refused("{\"name\":[" + "{},".repeat(300_000) + "{}]}");
        refused("{\"name\":\"" + "x".repeat(900_000) + "\",\"description\":\"d\"}");
        refused("{\"email\":\"" + "a@".repeat(20_000) + "\",\"description\":\"d\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud800\"", "\"\\udfff x\"", "\"\\u0000\"", "\"</script>\"", "\"\"", "\"~/\"", "\"\\ud83d\\ude00\""})
    void a_member_of_a_strange_name_is_refused(String name) {
        refused("{" + name + ":1}");
        refused("{" + name + ":1," + name + ":2}");
    }

    @ParameterizedTest
    @CsvSource({"C0AE", "E08080", "F0808080", "EDA080", "EDA0BDEDB880", "FF", "FE", "80", "C3", "F4908080", "F8888080"})
    void bytes_that_are_no_utf8_are_refused(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        byte[] start = "{\"description\":\"d\",\"name\":\"".getBytes(UTF_8);
        refused(RawHttp.join(RawHttp.join(start, bytes), "\"}".getBytes(UTF_8)));
        refused(RawHttp.join(RawHttp.join("{\"".getBytes(UTF_8), bytes), "\":1}".getBytes(UTF_8)));
        refused(RawHttp.join("{}".getBytes(UTF_8), bytes));
    }

    @Test
    void other_encodings_of_unicode_are_refused() {
        String body = "{\"name\":\"x\",\"description\":\"d\"}";
        for (Charset charset : List.of(UTF_16, UTF_16LE, UTF_16BE, Charset.forName("UTF-32LE"), Charset.forName("UTF-32BE"))) {
            refused(body.getBytes(charset));
            for (String type : List.of("application/json; charset=" + charset, "application/json")) {
                assertThat(RawHttp.send("POST", VIDEOS, body.getBytes(charset), "Content-Type: " + type).status(), anyOf(is(400), is(415)));
            }
        }
        refused("{\"name\":\"é\",\"description\":\"d\"}".getBytes(ISO_8859_1));
    }
}
