package io.videocatalog.security;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static io.videocatalog.security.Person.asAdmin;
import static io.videocatalog.security.Person.asBrowser;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.videocatalog.http.RawHttp;
import io.videocatalog.model.Password;
import io.videocatalog.model.Token;
import io.videocatalog.model.User;
import io.videocatalog.operations.Chores;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in and out, passwords, and what is told to those who try. */
@QuarkusTest
@TestProfile(SignInRequired.class)
class SessionTest {

    @Test
    void a_browser_is_known_by_a_cookie_that_scripts_and_other_sites_cannot_have() {
        Person person = Person.of("viewer");
        Response session = person.signIn();
        session.then().statusCode(201).body("name", is(person.email())).body("userId", is(person.id())).body("role", is("viewer"));
        String cookie = session.header("Set-Cookie");
        assertThat(cookie, startsWith("__Host-session=vc_"));
        for (String attribute : List.of("Path=/", "Secure", "HttpOnly", "SameSite=Strict", "Max-Age=86400")) {
            assertThat(cookie, containsString(";" + attribute));
        }
        assertThat(cookie, not(containsString("Domain")));
        assertThat(session.asString(), not(containsString("vc_")));
        asBrowser(api(), session).get("/api/sessions/current").then().statusCode(200).body("userId", is(person.id()));
    }

    @Test
    void a_page_of_another_site_does_nothing_by_the_browser_s_session() {
        Response session = Person.of("editor").signIn();
        String cookie = session.cookie("__Host-session");
        String name = unique();
        for (Map<String, String> headers : List.of(Map.of("Sec-Fetch-Site", "cross-site"), Map.of("Sec-Fetch-Site", "same-site"),
                Map.of("Origin", "https://evil.example"), Map.of("Origin", "null"), Map.<String, String>of())) {
            json(Person.videoNamed(name)).cookie("__Host-session", cookie).headers(headers).post("/api/videos").then().statusCode(403);
        }
        asBrowser(api(), session).get("/api/videos?name=" + name).then().body("items", empty());
        asBrowser(json(Person.videoNamed(name)), session).post("/api/videos").then().statusCode(201);
    }

    @Test
    void a_page_of_another_site_signs_nobody_in() {
        Person person = Person.of("viewer");
        json(Map.of("email", person.email(), "password", person.password())).header("Origin", "https://evil.example")
                .post("/api/sessions").then().statusCode(403).header("Set-Cookie", nullValue());
    }

    @Test
    void whoever_signs_out_is_out_at_once() {
        Response session = Person.of("viewer").signIn();
        Response other = Person.of("viewer").signIn();
        asBrowser(api(), session).delete("/api/sessions/current").then().statusCode(204).header("Set-Cookie", containsString("Max-Age=0"));
        asBrowser(api(), session).get("/api/videos").then().statusCode(401);
        asBrowser(api(), other).get("/api/videos").then().statusCode(200);
    }

    @Test
    void a_session_ends_when_its_time_is_over() {
        Person person = Person.of("viewer");
        Response session = person.signIn();
        String hash = OpaqueToken.hash(session.cookie("__Host-session"));
        QuarkusTransaction.requiringNew().run(() -> Token.update("expiresAt = ?1 where hash = ?2", Instant.now().minusSeconds(1), hash));
        asBrowser(api(), session).get("/api/videos").then().statusCode(401);
        person.signIn().then().statusCode(201);
    }

    @Test
    void tokens_whose_time_is_over_are_taken_away_and_no_others() {
        Person person = Person.of("viewer");
        String over = OpaqueToken.hash(person.signIn().cookie("__Host-session"));
        QuarkusTransaction.requiringNew().run(() -> Token.update("expiresAt = ?1 where hash = ?2", Instant.now().minusSeconds(1), over));
        Chores.carryOut(new ExpiredTokens());
        QuarkusTransaction.requiringNew().run(() -> {
            assertThat(Token.count("hash", over), is(0L));
            assertThat(Token.count("hash", OpaqueToken.hash(person.token())), is(1L));
        });
    }

    @Test
    void a_use_is_written_down_once_a_minute() {
        Person person = Person.of("viewer");
        String first = lastUseOfToken(person);
        assertThat(lastUseOfToken(person), is(first));
        Instant before = Instant.parse(first).minusSeconds(61);
        QuarkusTransaction.requiringNew()
                .run(() -> Token.update("lastUsedAt = ?1 where hash = ?2", before, OpaqueToken.hash(person.token())));
        assertThat(Instant.parse(lastUseOfToken(person)), is(greaterThanOrEqualTo(Instant.parse(first))));
    }

    private static String lastUseOfToken(Person person) {
        return person.asks().get("/api/tokens").then().statusCode(200).extract().path("items.find { it.kind == 'program' }.lastUsedAt");
    }

    @Test
    void a_use_that_cannot_be_written_down_keeps_nobody_out() {
        Response session = Person.of("viewer").signIn();
        String hash = OpaqueToken.hash(session.cookie("__Host-session"));
        QuarkusTransaction.begin();
        Token.update("name = 'held' where hash = ?1", hash);
        asBrowser(api(), session).get("/api/videos").then().statusCode(200);
        QuarkusTransaction.rollback();
        asBrowser(api(), session).get("/api/sessions/current").then().statusCode(200);
    }

    @Test
    void a_program_s_token_is_no_cookie() {
        api().cookie("__Host-session", Person.of("admin").token()).get("/api/videos").then().statusCode(401);
    }

    @Test
    void an_unknown_address_is_answered_as_a_wrong_password_is() {
        Person person = Person.of("viewer");
        String wrong = anonymised(Person.signIn(person.email(), "not the password"));
        assertThat(wrong, containsString("401"));
        assertThat(anonymised(Person.signIn(unique() + "@example.org", "not the password")), is(wrong));
        int without = asAdmin(json(Map.of("name", "n", "email", unique() + "@example.org"))).post("/api/users").path("id");
        String email = asAdmin(api()).get("/api/users/" + without).path("email");
        assertThat(anonymised(Person.signIn(email, "not the password")), is(wrong));
        assertThat(anonymised(Person.signIn(email, "")), is(wrong));
        assertThat(anonymised(Person.signIn(person.email(), person.password() + "x".repeat(10_000))), is(wrong));
        assertThat(anonymised(Person.signIn(person.email(), "\u0000")), is(wrong));
    }

    private static String anonymised(Response answer) {
        return answer.statusCode() + answer.asString().replaceAll("\"requestId\":\"[^\"]*\"", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u009b31m", "a\tb", "\u00a0", "\u00ff", "\u00ad"})
    void whatever_a_browser_calls_itself_it_is_let_in(String browser) {
        Person person = Person.of("viewer");
        String body = "{\"email\":\"" + person.email() + "\",\"password\":\"" + person.password() + "\"}";
        String head = "POST /api/sessions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n";
        byte[] request = (head + "User-Agent: " + browser + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(RawHttp.exchange(request).get(0).status(), is(201));
        List<String> names = person.asks().get("/api/tokens").path("items.name");
        assertThat(names, everyItem(matchesPattern("[ -~]+")));
    }

    @Test
    void an_address_signs_in_in_any_case() {
        Person person = Person.of("viewer");
        Person.signIn(person.email().toUpperCase(Locale.ROOT), person.password()).then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short7!", "password", "PassWord1", "12345678", "iloveyou", "qwertyuiop"})
    void a_password_that_others_would_guess_is_refused(String password) {
        Person person = Person.of("viewer");
        asAdmin(json(Map.of("password", password))).put("/api/users/" + person.id() + "/password").then().statusCode(400)
                .body("errors.pointer", is(List.of("/password")));
        person.signIn().then().statusCode(201);
    }

    @Test
    void a_password_is_neither_the_user_s_name_nor_address_nor_longer_than_is_checked() {
        Person person = Person.of("viewer");
        String path = "/api/users/" + person.id() + "/password";
        String name = asAdmin(api()).get("/api/users/" + person.id()).path("name");
        for (String known : List.of(person.email(), name, name.toUpperCase(Locale.ROOT))) {
            asAdmin(json(Map.of("password", known))).put(path).then().statusCode(400).body("errors.code", is(List.of("too-common")));
        }
        asAdmin(json(Map.of("password", "a".repeat(73)))).put(path).then().statusCode(400);
        asAdmin(json(Map.of("password", "한".repeat(24)))).put(path).then().statusCode(204);
        Person.signIn(person.email(), "한".repeat(24)).then().statusCode(201);
        Person.signIn(person.email(), "한".repeat(23)).then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"password\":\"a long\\u0000 walk home\"}", "{\"password\":\"a long walk home\\n\"}",
            "{\"password\":\"\\ud800\\ud800\\ud800\\ud800\\ud800\\ud800\\ud800\\ud800\"}"})
    void a_password_that_could_not_be_checked_is_refused(String body) {
        Person person = Person.of("viewer");
        asAdmin(json(body)).put("/api/users/" + person.id() + "/password").then().statusCode(400).body("errors.pointer",
                is(List.of("/password")));
        person.signIn().then().statusCode(201);
    }

    @Test
    void people_change_their_own_password_by_knowing_it_and_their_other_sessions_end() {
        Person person = Person.of("viewer");
        Response session = person.signIn();
        Response other = person.signIn();
        String path = "/api/users/" + person.id() + "/password";
        asBrowser(json(Map.of("password", "a long walk home")), session).put(path).then().statusCode(400);
        asBrowser(json(Map.of("password", "a long walk home", "currentPassword", "wrong")), session).put(path).then().statusCode(400);
        asBrowser(json(Map.of("password", "a long walk home", "currentPassword", person.password())), session).put(path).then()
                .statusCode(204);
        asBrowser(api(), session).get("/api/videos").then().statusCode(200);
        asBrowser(api(), other).get("/api/videos").then().statusCode(401);
        person.signIn().then().statusCode(401);
        Person.signIn(person.email(), "a long walk home").then().statusCode(201);
    }

    @Test
    void a_password_that_an_administrator_changes_revokes_tokens_too() {
        Person person = Person.of("viewer");
        person.asks().get("/api/videos").then().statusCode(200);
        asAdmin(json(Map.of("password", "a long walk home"))).put("/api/users/" + person.id() + "/password").then().statusCode(204);
        person.asks().get("/api/videos").then().statusCode(401);
    }

    @Test
    void nothing_that_is_stored_lets_anybody_in() {
        Person person = Person.of("viewer");
        QuarkusTransaction.requiringNew().run(() -> {
            User user = User.findById((long) person.id());
            String stored = Password.findByUser(user).orElseThrow().hash();
            assertThat(stored, startsWith("$2a$"));
            assertThat(Token.count("hash", person.token()), is(0L));
            assertThat(Token.count("hash", OpaqueToken.hash(person.token())), is(1L));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Bearer", "Bearer ", "bearer x y", "Token abc", ""})
    void another_authorization_is_refused_and_not_passed_over(String authorization) {
        api().header("Authorization", authorization).get("/api/videos").then().statusCode(401).header("WWW-Authenticate", "Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"email\":\"\\u0000\",\"password\":\"p\"}", "{\"email\":\"\\ud800\",\"password\":\"p\"}", "{}",
            "{\"email\":1,\"password\":true}", "{\"email\":null}", "[]",
            "{\"email\":\"a\",\"password\":\"b\",\"x\":1}"})
    void a_request_to_sign_in_is_checked(String body) {
        json(body).post("/api/sessions").then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api;a/videos", "//api//videos", "/%61pi/videos", "/api/./videos", "/q/../api/videos", "/api/videos;x=1",
            "/api/videos/", "/api/users;/1", "/api/audit;x"})
    void no_way_of_writing_a_path_leads_past_the_door(String path) {
        assertThat(api().get(path).statusCode(), is(oneOf(400, 401, 404)));
        assertThat(json(Person.videoNamed("x")).post(path).statusCode(), is(oneOf(400, 401, 404, 405)));
    }
}
