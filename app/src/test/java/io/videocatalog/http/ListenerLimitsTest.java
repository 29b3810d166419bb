package io.videocatalog.http;

import static io.videocatalog.http.Stranger.fresh;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import io.videocatalog.live.EventStream;
import io.videocatalog.security.SignInRequired;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many listen at once. */
@QuarkusTest
@TestProfile(AmongStrangers.class)
class ListenerLimitsTest {

    private static final String TOKEN = "Bearer " + SignInRequired.ADMIN_TOKEN;
    private static final int PATIENCE_SECONDS = 60;

    private static EventStream listen(String address) {
        return EventStream.open("", Map.of("X-Forwarded-For", address, "Authorization", TOKEN)).ready();
    }

    private static RequestSpecification from(String address) {
        return Stranger.from(address).header("Authorization", TOKEN);
    }

    @Test
    void a_client_and_all_together_have_so_many_places_and_requests_have_theirs() throws Exception {
        String greedy = Stranger.newAddress();
        EventStream one = listen(greedy);
        try (EventStream other = listen(greedy); EventStream third = listen(Stranger.newAddress())) {
            SoundAnswer.orUnavailable(from(Stranger.newAddress())).get("/api/events").then().statusCode(503)
                    .header("Retry-After", notNullValue()).body("type",
                            equalTo("/problems/unavailable"));
            from(Stranger.newAddress()).get("/api/videos").then().statusCode(200);
            third.close();
            awaitListeners(2);
            from(greedy).get("/api/events").then().statusCode(429).header("Retry-After", notNullValue()).body("type",
                    equalTo("/problems/too-many-requests"));
            from(Stranger.newAddress()).head("/api/events").then().statusCode(200);
            one.close();
            awaitListeners(1);
            from(greedy).head("/api/events").then().statusCode(200);
        }
    }

    private static void awaitListeners(int count) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(PATIENCE_SECONDS);
        while (!fresh().get("/q/metrics").asString().contains("\ncatalog_listeners " + count + ".0\n")) {
            assertTrue(Instant.now().isBefore(end), "a listener that has left is still counted");
            Thread.sleep(100);
        }
    }
}
