package io.videocatalog.operations;

import static io.videocatalog.http.Api.api;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Whether the service is ready, as anybody may ask. */
@QuarkusTest
class DatabaseReadinessTest {

    @Test
    void many_who_ask_at_once_share_one_question_to_the_database() {
        double before = connectionsTaken();
        for (int i = 0; i < 200; i++) {
            api().get("/q/health/ready").then().statusCode(200).body("checks.find { it.name == 'database' }.status", equalTo("UP"));
        }
        assertThat(connectionsTaken() - before, lessThan(100.0));
    }

    private static double connectionsTaken() {
        return Meters.values(api().get("/q/metrics").asString(), "agroal_acquire_count_total").sum();
    }
}
