package io.videocatalog.http;

import static io.videocatalog.http.Stranger.fresh;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What pages of other origins may read. */
@QuarkusTest
@TestProfile(AmongStrangers.class)
class CorsTest {

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
}
