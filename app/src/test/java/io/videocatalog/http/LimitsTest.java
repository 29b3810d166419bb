package io.videocatalog.http;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.unique;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.videocatalog.resource.Gzip;
import io.videocatalog.security.SignInRequired;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits, trusted proxies and other origins: what strangers may do and what not. */
@QuarkusTest
@TestProfile(AmongStrangers.class)
class LimitsTest {

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    /** A request that the proxy has taken from an address of its own. */
    private static RequestSpecification fresh() {
        return from("198.51.100." + ADDRESSES.incrementAndGet());
    }

    private static RequestSpecification from(String forwardedFor) {
        return api().header("X-Forwarded-For", forwardedFor);
    }

    private static void exhaust(String forwardedFor) {
        for (int i = 0; i < AmongStrangers.PER_ADDRESS; i++) {
            from(forwardedFor).get("/problems").then().statusCode(200);
        }
    }

    @Test
    void an_address_that_asks_too_often_is_refused_and_told_when_to_come_back() {
        String address = "203.0.113.1";
        from(address).get("/api/videos").then().statusCode(200).header("RateLimit-Policy", "\"address\";q=5;w=60")
                .header("RateLimit", matchesPattern("\"address\";r=4;t=12"));
        exhaustRest(address);
        Response refused = from(address).contentType("application/json").body("{}").post("/api/videos");
        refused.then().statusCode(429).header("RateLimit", startsWith("\"address\";r=0;t=")).header("X-Content-Type-Options", "nosniff");
        assertThat(Integer.valueOf(refused.header("Retry-After")), is(lessThanOrEqualTo(12)));
        assertThat(Integer.valueOf(refused.header("Retry-After")), is(greaterThan(0)));
        from("203.0.113.2").get("/api/videos").then().statusCode(200);
        from(address).get("/q/health/live").then().statusCode(200);
    }

    private static void exhaustRest(String address) {
        for (int i = 1; i < AmongStrangers.PER_ADDRESS; i++) {
            from(address).get("/api/videos").then().statusCode(200);
        }
    }

    @Test
    void what_a_client_writes_before_the_proxy_does_changes_nothing() {
        exhaust("203.0.113.10");
        from("192.0.2.1, 203.0.113.10").get("/problems").then().statusCode(429);
        from("nonsense, 203.0.113.10, 10.1.2.3").get("/problems").then().statusCode(429);
        api().header("Forwarded", "for=192.0.2.1").header("X-Forwarded-For", "203.0.113.10").get("/problems").then().statusCode(429);
        from("203.0.113.10:4711").get("/problems").then().statusCode(429);
        from("[::ffff:203.0.113.10]:4711").get("/problems").then().statusCode(429);
    }

    @Test
    void a_subnet_of_ipv6_counts_as_one() {
        exhaust("2001:db8:1:1::1");
        from("2001:db8:1:1:ffff::2").get("/problems").then().statusCode(429);
        from("2001:db8:1:2::1").get("/problems").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/../../api/videos", "/q/health/.%2e/../api/videos", "/api;a/videos", "//api//videos",
            "/%61pi/videos"})
    void no_way_of_writing_a_path_leads_past_the_limits(String path) {
        RawHttp.Answer first = RawHttp.send("GET", path, "X-Forwarded-For: 198.51.100." + ADDRESSES.incrementAndGet());
        assertThat(first.header("cache-control"), is("no-store"));
        assertThat(first.header("ratelimit-policy"), is("\"address\";q=5;w=60"));
    }

    @Test
    void signing_in_is_limited_before_the_password_is_looked_at() {
        String email = "sid" + unique() + "@example.org";
        for (int i = 0; i < AmongStrangers.SIGN_INS; i++) {
            signIn(email).then().statusCode(401);
        }
        for (String same : List.of(email, email.toUpperCase(Locale.ROOT), email.replace('s', 'ſ'), email.replace('i', 'ı'))) {
            signIn(same).then().statusCode(429).header("Retry-After", not(emptyOrNullString()));
        }
    }

    private static Response signIn(String email) {
        return fresh().contentType("application/json; charset=UTF-8")
                .body("{\"email\":\"" + email + "\",\"password\":\"whatever it is\"}").post("/api/sessions");
    }

    @Test
    void a_session_is_no_way_to_try_passwords_without_limit() {
        int user = asAdmin().contentType("application/json").body("{\"name\":\"n\",\"email\":\"" + unique() + "@example.org\"}")
                .post("/api/users").path("id");
        String path = "/api/users/" + user + "/password";
        asAdmin().contentType("application/json").body("{\"password\":\"a long walk home\"}").put(path).then().statusCode(204);
        String email = asAdmin().get("/api/users/" + user).path("email");
        String session = fresh().contentType("application/json")
                .body("{\"email\":\"" + email + "\",\"password\":\"a long walk home\"}").post("/api/sessions").cookie("__Host-session");
        for (int i = 1; i < AmongStrangers.SIGN_INS; i++) {
            guess(path, session, "guessed").then().statusCode(400);
        }
        guess(path, session, "a long walk home").then().statusCode(429).header("RateLimit", containsString("sign-in-email"));
    }

    private static Response guess(String path, String session, String password) {
        return fresh().cookie("__Host-session", session).header("Sec-Fetch-Site", "same-origin").contentType("application/json")
                .body("{\"password\":\"a longer walk home\",\"currentPassword\":\"" + password + "\"}").put(path);
    }

    @Test
    void nobody_fills_the_database_by_being_refused() {
        String address = "203.0.113.77";
        for (int i = 0; i < AmongStrangers.PER_ADDRESS; i++) {
            from(address).header("Authorization", "Bearer " + unique()).get("/api/videos").then().statusCode(401);
        }
        List<String> refused = asAdmin().get("/api/audit?action=token-refused&sort=-id&limit=200").path("items.address");
        assertThat(refused.stream().filter(address::equals).count(), is((long) AmongStrangers.AUDITED_REFUSALS));
    }

    @Test
    void an_account_that_asks_too_often_is_refused_from_every_address() {
        int user = asAdmin().contentType("application/json").body("{\"name\":\"n\",\"email\":\"" + unique() + "@example.org\"}")
                .post("/api/users").path("id");
        asAdmin().contentType("application/json").body("{\"password\":\"a long walk home\"}").put("/api/users/" + user + "/password")
                .then().statusCode(204);
        String email = asAdmin().get("/api/users/" + user).path("email");
        String session = fresh().contentType("application/json")
                .body("{\"email\":\"" + email + "\",\"password\":\"a long walk home\"}").post("/api/sessions").cookie("__Host-session");
        for (int i = 0; i < AmongStrangers.PER_ACCOUNT; i++) {
            fresh().cookie("__Host-session", session).get("/api/videos?limit=1").then().statusCode(200);
        }
        fresh().cookie("__Host-session", session).get("/api/videos?limit=1").then().statusCode(429).header("RateLimit",
                containsString("account"));
    }

    private static RequestSpecification asAdmin() {
        return fresh().header("Authorization", "Bearer " + SignInRequired.ADMIN_TOKEN);
    }

    @Test
    void a_trusted_proxy_says_by_which_name_and_scheme_it_was_called() {
        Response created = fresh().header("X-Forwarded-Proto", "https").header("X-Forwarded-Host", "catalog.example")
                .header("Authorization", "Bearer " + SignInRequired.ADMIN_TOKEN)
                .contentType("application/json").body("{\"name\":\"" + unique() + "\",\"description\":\"d\"}").post("/api/videos");
        created.then().statusCode(201).header("Location", startsWith("https://catalog.example/api/videos/"))
                .header("Strict-Transport-Security", "max-age=31536000");
        fresh().header("X-Forwarded-Proto", "ht tp").get("/api/videos").then().statusCode(400);
        fresh().header("X-Forwarded-Host", "").get("/api/videos").then().statusCode(400);
    }

    @Test
    void a_listed_origin_may_read_and_ask_what_it_may_send() {
        fresh().header("Origin", "https://app.example").get("/api/videos").then().statusCode(200)
                .header("Access-Control-Allow-Origin", "https://app.example").header("Access-Control-Allow-Credentials", "true")
                .header("Access-Control-Expose-Headers", containsString("ETag")).header("Vary", containsString("Origin"));
        fresh().header("Origin", "http://localhost:3000").header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "if-match,content-type").options("/api/videos/1").then().statusCode(204)
                .header("Access-Control-Allow-Origin", "http://localhost:3000")
                .header("Access-Control-Allow-Methods", containsString("PUT"))
                .header("Access-Control-Allow-Headers", containsString("If-Match")).header("Access-Control-Max-Age", notNullValue());
        fresh().header("Origin", "https://app.example").get("/api/videos/0").then().statusCode(404)
                .header("Access-Control-Allow-Origin", "https://app.example");
    }

    @Test
    void another_origin_is_answered_without_leave_to_read() {
        for (String origin : List.of("https://app.example.evil.test", "http://app.example", "https://app.example:444", "null", "*",
                "https://evil.test", "http://localhost")) {
            fresh().header("Origin", origin).get("/api/videos").then().statusCode(200).header("Access-Control-Allow-Origin", nullValue())
                    .header("Access-Control-Allow-Credentials", nullValue()).header("Vary", containsString("Origin"));
            fresh().header("Origin", origin).header("Access-Control-Request-Method", "PUT").options("/api/videos").then()
                    .header("Access-Control-Allow-Origin", nullValue()).header("Access-Control-Allow-Methods", nullValue());
        }
    }

    @Test
    void an_account_has_its_limit_from_wherever_it_calls() {
        String account = unique();
        for (int i = 0; i < AmongStrangers.PER_ACCOUNT; i++) {
            fresh().get("/probe/account?name=" + account).then().statusCode(204)
                    .header("RateLimit-Policy", "\"address\";q=5;w=60, \"account\";q=4;w=60");
        }
        fresh().get("/probe/account?name=" + account).then().statusCode(429)
                .header("RateLimit", matchesPattern("\"address\";r=4;t=12, \"account\";r=0;t=1[0-5]"));
        fresh().get("/probe/account?name=" + unique()).then().statusCode(204);
    }

    @Test
    void attempts_to_sign_in_are_limited_by_address_and_by_email() {
        String email = unique() + "@example.org";
        for (int i = 0; i < AmongStrangers.SIGN_INS; i++) {
            fresh().get("/probe/sign-in?email=" + email).then().statusCode(204);
        }
        fresh().get("/probe/sign-in?email=" + email.toUpperCase(Locale.ROOT)).then().statusCode(429);
        for (int i = 0; i < AmongStrangers.SIGN_INS; i++) {
            from("203.0.113.30").get("/probe/sign-in?email=" + unique()).then().statusCode(204);
        }
        from("203.0.113.30").get("/probe/sign-in?email=" + unique()).then().statusCode(429);
    }

    @Test
    void the_address_of_a_request_is_the_one_that_no_trusted_proxy_has() {
        from("192.0.2.7").get("/probe/address").then().body(is("192.0.2.7"));
        from("192.0.2.7, 203.0.113.50, 10.9.9.9").get("/probe/address").then().body(is("203.0.113.50"));
        from("2001:DB8:7:0::7").get("/probe/address").then().body(is("2001:db8:7::7"));
        from("10.1.1.1").get("/probe/address").then().body(is("10.1.1.1"));
    }

    @Test
    void an_import_over_the_limit_ends_with_413() {
        String name = unique();
        String row = "{\"name\":\"" + name + "\",\"description\":\"d\"}\n";
        byte[] rows = row.repeat(AmongStrangers.MAX_IMPORT / row.length() + 1).getBytes(StandardCharsets.UTF_8);
        fresh().contentType("application/x-ndjson").body(rows).post("/api/videos/import").then().statusCode(413);
        fresh().get("/api/videos?count=true&name=" + name).then().body("total", is(0));

        for (String type : List.of("application/x-ndjson", "text/csv", "application/json")) {
            String report = fresh().contentType(type).header("Content-Encoding", "gzip").body(Gzip.compress(document(type, name)))
                    .post("/api/videos/import").then().statusCode(200).extract().asString();
            String last = report.lines().reduce((before, line) -> line).orElseThrow();
            assertThat(type, last, containsString("\"status\":413"));
        }
        fresh().contentType("application/x-ndjson").body(row).post("/api/videos/import").then().statusCode(200);
    }

    private static byte[] document(String type, String name) {
        String row = switch (type) {
            case "text/csv" -> name + ",d\n";
            case "application/json" -> "{\"name\":\"" + name + "\",\"description\":\"d\"},";
            default -> "{\"name\":\"" + name + "\",\"description\":\"d\"}\n";
        };
        String begin = type.equals("text/csv") ? "name,description\n" : type.equals("application/json") ? "[" : "";
        return (begin + row.repeat(AmongStrangers.MAX_IMPORT / row.length() + 1)).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void more_requests_than_can_be_carried_out_are_refused_at_once_and_slow_bodies_hold_no_place() throws Exception {
        List<Socket> imports = new ArrayList<>();
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < AmongStrangers.REQUESTS + 2; i++) {
                slow.add(begin("/api/videos", "application/json"));
            }
            fresh().get("/api/videos").then().statusCode(200);
            for (int i = 0; i < AmongStrangers.REQUESTS; i++) {
                imports.add(begin("/api/videos/import", "application/x-ndjson"));
                Thread.sleep(100);
            }
            fresh().get("/api/videos").then().statusCode(503).header("Retry-After", notNullValue());
            fresh().contentType("application/json").body("{\"name\":\"n\",\"description\":\"d\"}").post("/api/videos").then()
                    .statusCode(503);
            fresh().get("/q/health/ready").then().statusCode(200);
            fresh().get("/problems").then().statusCode(200);
        } finally {
            close(imports);
            close(slow);
        }
        awaitRoom();
    }

    private static void awaitRoom() throws InterruptedException {
        for (int i = 0; i < 50 && fresh().get("/api/videos").statusCode() == 503; i++) {
            Thread.sleep(100);
        }
        fresh().get("/api/videos").then().statusCode(200);
    }

    private static Socket begin(String path, String type) throws IOException {
        Socket socket = new Socket("localhost", RestAssured.port);
        OutputStream out = socket.getOutputStream();
        out.write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 198.51.100." + ADDRESSES.incrementAndGet()
                + "\r\nContent-Type: " + type + "\r\nContent-Length: 1000\r\n\r\n{\"name\":").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return socket;
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
