package io.videocatalog.operations;

import static io.videocatalog.http.Api.api;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What requests leave in the metrics, which keep every name for as long as the service runs. */
@QuarkusTest
class RequestMetersTest {

    @Test
    void methods_that_clients_make_up_are_counted_as_one() {
        for (String method : List.of("MADEUP1", "MADEUP2", "M".repeat(10_000))) {
            api().request(method, "/api/videos").then().statusCode(405);
            api().request(method, "/nowhere").then().statusCode(404);
        }
        api().get("/api/videos").then().statusCode(200);
        String metrics = api().get("/q/metrics").asString();
        assertThat(metrics, containsString("method=\"OTHER\",outcome=\"CLIENT_ERROR\",status=\"405\",uri=\"/api/videos\""));
        assertThat(metrics, containsString("method=\"GET\",outcome=\"SUCCESS\",status=\"200\",uri=\"/api/videos\""));
        assertThat(metrics, not(containsString("MADEUP")));
        assertThat(metrics, not(containsString("MMMM")));
    }
}
