package io.videocatalog.http;

import static io.videocatalog.http.Stranger.fresh;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(AmongStrangers.class)
class CrossSiteTest {

    private static final int ALLOWED = 204;
    private static final int REFUSED = 403;

    private static String own() {
        return "http://localhost:" + RestAssured.port;
    }

    private static void check(RequestSpecification request, int status) {
        for (String caller : List.of("/probe/cookie", "/probe/nobody")) {
            assertThat(caller, request.post(caller).statusCode(), is(status));
        }
    }

    @Test
    void pages_of_the_service_itself_pass() {
        check(fresh().header("Sec-Fetch-Site", "same-origin").header("Origin", own()), ALLOWED);
        check(fresh().header("Sec-Fetch-Site", "none"), ALLOWED);
        check(fresh().header("Origin", own()), ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "", "SAME-ORIGIN", "same-origin, cross-site"})
    void pages_of_other_sites_are_refused(String site) {
        check(fresh().header("Sec-Fetch-Site", site), REFUSED);
        check(fresh().header("Sec-Fetch-Site", site).header("Origin", own()), REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.test", "null", "http://localhost", "https://localhost", "http://localhost.evil.test", "",
            "nonsense"})
    void pages_of_other_origins_are_refused(String origin) {
        check(fresh().header("Origin", origin), REFUSED);
        check(fresh().header("Origin", origin).header("Sec-Fetch-Site", "same-origin"), REFUSED);
    }

    @Test
    void two_origins_are_none() {
        check(fresh().header("Origin", own()).header("Origin", "https://evil.test"), REFUSED);
        check(fresh().header("Sec-Fetch-Site", "same-origin").header("Sec-Fetch-Site", "cross-site"), REFUSED);
    }

    @Test
    void pages_of_a_listed_origin_pass() {
        check(fresh().header("Origin", "https://app.example").header("Sec-Fetch-Site", "cross-site"), ALLOWED);
    }

    @Test
    void the_origin_is_compared_with_what_the_proxy_was_called_by() {
        RequestSpecification behindProxy = fresh().header("X-Forwarded-Proto", "https").header("X-Forwarded-Host", "catalog.example");
        check(behindProxy.header("Origin", "https://catalog.example"), ALLOWED);
        check(fresh().header("X-Forwarded-Proto", "https").header("X-Forwarded-Host", "catalog.example").header("Origin", own()), REFUSED);
    }

    @Test
    void a_program_passes_unless_a_cookie_says_who_it_is() {
        assertThat(fresh().post("/probe/nobody").statusCode(), is(ALLOWED));
        assertThat(fresh().post("/probe/cookie").statusCode(), is(REFUSED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1", "127.8.8.8:80", "[::1]", "[::1]:8080"})
    void without_sign_in_loopback_may_be_called_by_its_names(String host) {
        assertThat(calledBy(host), is(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.test", "localhost.evil.test", "127.0.0.1.evil.test", "0.0.0.0", "192.0.2.1", "[::2]", "2130706433",
            "[::]"})
    void without_sign_in_no_other_name_is_answered(String host) {
        assertThat(calledBy(host), is(REFUSED));
    }

    @Test
    void without_sign_in_a_page_of_another_site_writes_nothing() {
        String body = "{\"name\":\"n\",\"description\":\"d\"}";
        fresh().header("Origin", "https://evil.test").contentType("application/json").body(body).post("/api/videos").then()
                .statusCode(REFUSED);
        fresh().header("Origin", own()).contentType("application/json").body(body).post("/api/videos").then().statusCode(201);
    }

    private static int calledBy(String host) {
        return RawHttp.send("GET", "/api/videos", "X-Forwarded-Host: " + host, "X-Forwarded-For: " + Stranger.newAddress()).status();
    }
}
