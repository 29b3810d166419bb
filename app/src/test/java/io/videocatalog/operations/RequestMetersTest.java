package io.videocatalog.operations;

import static io.videocatalog.http.Api.api;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What requests leave in the metrics, which keep every name for as long as the service runs. */
@QuarkusTest
class RequestMetersTest {

    @Test
    void methods_that_clients_make_up_are_counted_as_one() throws InterruptedException {
        for (String method : List.of("MADEUP1", "MADEUP2", "M".repeat(10_000))) {
            api().request(method, "/api/videos").then().statusCode(405);
            api().request(method, "/nowhere").then().statusCode(404);
        }
        api().get("/api/videos").then().statusCode(200);
        String metrics = metricsWith("method=\"OTHER\",outcome=\"CLIENT_ERROR\",status=\"405\",uri=\"/api/videos\"",
                "method=\"GET\",outcome=\"SUCCESS\",status=\"200\",uri=\"/api/videos\"");
        assertThat(metrics, not(containsString("MADEUP")));
        assertThat(metrics, not(containsString("MMMM")));
    }

    @Test
    void ids_that_clients_make_up_are_counted_as_one_and_operations_by_themselves() throws InterruptedException {
        api().get("/api/videos/made-up/1").then().statusCode(404);
        api().get("/api/sessions/current").then().statusCode(200);
        api().contentType("application/json").body("{}").post("/api/changes/revert").then().statusCode(400);
        String metrics = metricsWith("method=\"GET\",outcome=\"SUCCESS\",status=\"200\",uri=\"/api/sessions/current\"",
                "method=\"POST\",outcome=\"CLIENT_ERROR\",status=\"400\",uri=\"/api/changes/revert\"");
        assertThat(metrics, not(containsString("made-up")));
    }

    @Test
    void durations_are_counted_in_buckets() throws InterruptedException {
        api().get("/api/videos").then().statusCode(200);
        List<String> lines = metricsWith("status=\"200\",uri=\"/api/videos\"").lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_"))
                .filter(line -> line.contains("method=\"GET\"") && line.contains("status=\"200\",uri=\"/api/videos\"")).toList();
        List<String> buckets = lines.stream().filter(line -> line.startsWith("http_server_requests_seconds_bucket{")).toList();
        assertThat(buckets.stream().map(line -> line.replaceFirst(".*le=\"([^\"]*)\".*", "$1")).toList(),
                contains("0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1.0", "2.5", "5.0", "10.0", "+Inf"));
        String all = lines.stream().filter(line -> line.startsWith("http_server_requests_seconds_count{")).findFirst().orElseThrow();
        assertThat(buckets.get(buckets.size() - 1).split("} ")[1], equalTo(all.split("} ")[1]));
    }

    /** The metrics as soon as they have these series: a request is counted just after its answer has been sent. */
    private static String metricsWith(String... series) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            String metrics = api().get("/q/metrics").asString();
            if (Stream.of(series).allMatch(metrics::contains)) {
                return metrics;
            }
            Thread.sleep(100);
        }
        throw new AssertionError(List.of(series) + " are not all counted");
    }
}
