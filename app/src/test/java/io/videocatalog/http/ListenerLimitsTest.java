package io.videocatalog.http;

import static io.videocatalog.http.Api.api;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.videocatalog.live.EventStream;
import io.videocatalog.security.SignInRequired;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many listen at once. */
@QuarkusTest
@TestProfile(AmongStrangers.class)
class ListenerLimitsTest {

    private static final String FORWARDED = "X-Forwarded-For";
    private static final Map<String, String> ADMIN = Map.of("Authorization", "Bearer " + SignInRequired.ADMIN_TOKEN);

    private static EventStream listen(String address) {
        return EventStream.open("", Map.of(FORWARDED, address, "Authorization", "Bearer " + SignInRequired.ADMIN_TOKEN)).ready();
    }

    private static Response head(String address) {
        return api().headers(ADMIN).header(FORWARDED, address).head("/api/events");
    }

    private static Response get(String address) {
        return api().headers(ADMIN).header(FORWARDED, address).get("/api/events");
    }

    @Test
    void a_client_and_all_together_have_so_many_places_and_requests_have_theirs() throws Exception {
        EventStream one = listen("192.0.2.71");
        try (EventStream other = listen("192.0.2.71"); EventStream third = listen("198.51.100.72")) {
            get("203.0.113.73").then().statusCode(503).header("Retry-After", notNullValue()).body("type", equalTo("/problems/unavailable"));
            api().headers(ADMIN).header(FORWARDED, "203.0.113.74").get("/api/videos").then().statusCode(200);
            third.close();
            awaitPlace("198.51.100.75");
            get("192.0.2.71").then().statusCode(429).header("Retry-After", notNullValue())
                    .body("type", equalTo("/problems/too-many-requests"));
            one.close();
            awaitPlace("192.0.2.71");
        }
    }

    private static void awaitPlace(String address) throws InterruptedException {
        int status = head(address).statusCode();
        for (int i = 0; status != 200 && i < 3; i++) {
            Thread.sleep(500);
            status = head(address).statusCode();
        }
        assertEquals(200, status);
    }
}
