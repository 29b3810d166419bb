package io.videocatalog.http;

import static io.videocatalog.http.Api.unique;
import static io.videocatalog.http.Stranger.fresh;
import static io.videocatalog.http.Stranger.from;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.videocatalog.security.SignInRequired;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often somebody may ask, and whose address counts behind proxies. */
@QuarkusTest
@TestProfile(AmongStrangers.class)
class LimitsTest {

    private static final String PASSWORD = "a long walk home";
    private static final int ALL_BUT_ONE = AmongStrangers.PER_ADDRESS - 1;
    /** A quota comes back while it is being used up, all the more on a busy machine. */
    private static final int MORE_WHILE_ASKING = 20;

    @Test
    void an_address_that_asks_too_often_is_refused_and_told_when_to_come_back() {
        String address = "203.0.113.1";
        from(address).get("/api/videos").then().statusCode(200).header("RateLimit-Policy", "\"address\";q=5;w=60").header("RateLimit",
                "\"address\";r=4;t=12");
        Response refused = untilRefused(AmongStrangers.PER_ADDRESS - 1,
                () -> from(address).contentType("application/json").body("{}").post("/api/videos"));
        refused.then().header("RateLimit", startsWith("\"address\";r=0;t=")).header("X-Content-Type-Options", "nosniff");
        assertThat(Integer.valueOf(refused.header("Retry-After")), is(both(greaterThan(0)).and(lessThanOrEqualTo(12))));
        from("203.0.113.2").get("/api/videos").then().statusCode(200);
        from(address).get("/q/health/live").then().statusCode(200);
    }

    /** The first answer that refuses, which comes only after so many that do not. */
    private static Response untilRefused(int allowed, Supplier<Response> request) {
        for (int i = 0; i < allowed; i++) {
            assertThat(request.get().statusCode(), is(not(429)));
        }
        Response answer = request.get();
        for (int i = 0; i < MORE_WHILE_ASKING && answer.statusCode() != 429; i++) {
            answer = request.get();
        }
        answer.then().statusCode(429);
        return answer;
    }

    @Test
    void what_a_client_writes_before_the_proxy_does_changes_nothing() {
        countsAs("203.0.113.10", from("192.0.2.1, 203.0.113.10"), from("nonsense, 203.0.113.10, 10.1.2.3"),
                from("203.0.113.10").header("Forwarded", "for=192.0.2.1"), from("203.0.113.10:4711"),
                from("[::ffff:203.0.113.10]:4711"));
    }

    @Test
    void a_subnet_of_ipv6_counts_as_one() {
        countsAs("2001:db8:1:1::1", from("2001:db8:1:1:ffff::2"));
        assertThat(left(from("2001:db8:1:2::1")), is(ALL_BUT_ONE));
    }

    // Asked twice before, since one request may have come back until then.
    private static void countsAs(String address, RequestSpecification... others) {
        assertThat(left(from(address)), is(ALL_BUT_ONE));
        left(from(address));
        for (RequestSpecification other : others) {
            assertThat(left(other), is(lessThan(ALL_BUT_ONE)));
        }
    }

    /** How many requests are left to its sender behind this one. */
    private static int left(RequestSpecification request) {
        return Integer.parseInt(request.get("/problems").header("RateLimit").replaceFirst("\"address\";r=(\\d+);.*", "$1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/../../api/videos", "/q/health/.%2e/../api/videos", "/api;a/videos", "//api//videos",
            "/%61pi/videos"})
    void no_way_of_writing_a_path_leads_past_the_limits(String path) {
        RawHttp.Answer first = RawHttp.send("GET", path, "X-Forwarded-For: " + Stranger.newAddress());
        assertThat(first.header("cache-control"), is("no-store"));
        assertThat(first.header("ratelimit-policy"), is("\"address\";q=5;w=60"));
    }

    @Test
    void signing_in_is_limited_before_the_password_is_looked_at() {
        String email = "sid" + unique() + "@example.org";
        for (int i = 0; i < AmongStrangers.SIGN_INS; i++) {
            signIn(email, PASSWORD).then().statusCode(401);
        }
        for (String same : List.of(email, email.toUpperCase(Locale.ROOT), email.replace('s', 'ſ'), email.replace('i', 'ı'))) {
            signIn(same, PASSWORD).then().statusCode(429).header("Retry-After", not(emptyOrNullString()));
        }
    }

    private static Response signIn(String email, String password) {
        return fresh().contentType("application/json; charset=UTF-8")
                .body("{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}").post("/api/sessions");
    }

    @Test
    void a_session_is_no_way_to_try_passwords_without_limit() {
        String user = newUser();
        String session = session(user);
        for (int i = 1; i < AmongStrangers.SIGN_INS; i++) {
            guess(user, session, "guessed").then().statusCode(400);
        }
        guess(user, session, PASSWORD).then().statusCode(429).header("RateLimit", containsString("sign-in-email"));
    }

    /** The path of a new user, who has a password. */
    private static String newUser() {
        int id = asAdmin().contentType("application/json").body("{\"name\":\"n\",\"email\":\"" + unique() + "@example.org\"}")
                .post("/api/users").path("id");
        asAdmin().contentType("application/json").body("{\"password\":\"" + PASSWORD + "\"}").put("/api/users/" + id + "/password")
                .then().statusCode(204);
        return "/api/users/" + id;
    }

    private static String session(String user) {
        String email = asAdmin().get(user).path("email");
        return signIn(email, PASSWORD).then().statusCode(201).extract().cookie("__Host-session");
    }

    private static Response guess(String user, String session, String password) {
        return fresh().cookie("__Host-session", session).header("Sec-Fetch-Site", "same-origin").contentType("application/json")
                .body("{\"password\":\"a longer walk home\",\"currentPassword\":\"" + password + "\"}").put(user + "/password");
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
        String session = session(newUser());
        untilRefused(AmongStrangers.PER_ACCOUNT, () -> fresh().cookie("__Host-session", session).get("/api/videos?limit=1")).then()
                .header("RateLimit", containsString("account"));
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
    void an_account_has_its_limit_from_wherever_it_calls() {
        String account = unique();
        untilRefused(AmongStrangers.PER_ACCOUNT, () -> fresh().get("/probe/account?name=" + account)).then()
                .header("RateLimit-Policy", "\"address\";q=5;w=60, \"account\";q=4;w=60")
                .header("RateLimit", matchesPattern("\"address\";r=4;t=12, \"account\";r=0;t=\\d+"));
        fresh().get("/probe/account?name=" + unique()).then().statusCode(204);
    }

    @Test
    void attempts_to_sign_in_are_limited_by_address_and_by_email() {
        String email = unique() + "@example.org";
        for (int i = 0; i < AmongStrangers.SIGN_INS; i++) {
            fresh().get("/probe/sign-in?email=" + email).then().statusCode(204);
        }
        fresh().get("/probe/sign-in?email=" + email.toUpperCase(Locale.ROOT)).then().statusCode(429);
        untilRefused(AmongStrangers.SIGN_INS, () -> from("203.0.113.30").get("/probe/sign-in?email=" + unique()));
    }

    @Test
    void the_address_of_a_request_is_the_one_that_no_trusted_proxy_has() {
        from("192.0.2.7").get("/probe/address").then().body(is("192.0.2.7"));
        from("192.0.2.7, 203.0.113.50, 10.9.9.9").get("/probe/address").then().body(is("203.0.113.50"));
        from("2001:DB8:7:0::7").get("/probe/address").then().body(is("2001:db8:7::7"));
        from("10.1.1.1").get("/probe/address").then().body(is("10.1.1.1"));
    }
}
