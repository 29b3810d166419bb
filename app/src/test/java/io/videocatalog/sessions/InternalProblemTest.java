package io.videocatalog.sessions;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.videocatalog.http.SoundAnswer;
import io.videocatalog.resource.DatabaseProblems;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

/** What clients are told of a bug of ours. */
@QuarkusTest
class InternalProblemTest {

    private static final Logger LOG = Logger.getLogger(DatabaseProblems.class.getName());

    /** Failures, by the id of the request that they were logged for. */
    private static final class Failures extends Handler {

        private final Map<String, String> messages = new ConcurrentHashMap<>();

        @Override
        public void publish(LogRecord entry) {
            messages.put(String.valueOf(MDC.get("requestId")), entry.getThrown().getMessage());
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Test
    void a_bug_is_told_by_the_id_under_which_the_log_has_it_and_by_nothing_else() {
        Failures logged = new Failures();
        LOG.addHandler(logged);
        LOG.setUseParentHandlers(false);
        try {
            Response answer = given().post("/test/sessions/bug");
            String id = answer.header("X-Request-Id");
            answer.then().statusCode(500).contentType("application/problem+json").body("type", is("/problems/internal"))
                    .body("status", is(500)).body("requestId", is(id)).body("detail", not(containsString("a bug")));
            SoundAnswer.hidesInternals(answer.asString());
            assertThat(logged.messages, is(Map.of(id, "a bug")));
        } finally {
            LOG.setUseParentHandlers(true);
            LOG.removeHandler(logged);
        }
    }
}
