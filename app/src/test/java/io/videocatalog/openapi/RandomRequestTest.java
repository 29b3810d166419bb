package io.videocatalog.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.videocatalog.http.RawHttp;
import io.videocatalog.security.SignInRequired;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Requests drawn by lot to every operation of the document. {@code -Dfuzz.requests=N} sends more to each, and
 * {@code -Dfuzz.seed=N} others; what fails is printed with its seed, and as a command for bash.
 */
@QuarkusTest
@TestProfile(SignInRequired.class)
class RandomRequestTest {

    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 25);
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    /** How many resources of each request are remembered, so that others find them. */
    private static final int KNOWN = 200;

    @TestHTTPResource("/")
    URI server;
    private final DeclaredAnswer declared = new DeclaredAnswer();
    private final Map<String, Map<Integer, Integer>> statuses = new TreeMap<>();
    private final List<String> known = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /** What requests carry beside their own: lines of a head, such as a credential, which some lack. */
    private static List<String> headers(Random random) {
        return random.nextInt(10) == 0 ? List.of() : List.of("Authorization: Bearer " + SignInRequired.ADMIN_TOKEN);
    }

    @Test
    void every_answer_to_any_request_is_declared_and_none_is_a_fault_of_ours() throws Exception {
        List<Operation> operations = Operation.listOf(document());
        assertFalse(operations.isEmpty());
        Random random = new Random(SEED);
        for (int i = 0; i < REQUESTS; i++) {
            for (Operation operation : operations) {
                send(operation, new RandomRequest(operation, random, known, headers(random)));
            }
        }
        statuses.forEach((operation, answers) -> System.out.println(operation + " " + answers));
        assertEquals(operations.size(), statuses.size());
        assertEquals(List.of(), failures, () -> "with -Dfuzz.seed=" + SEED + " -Dfuzz.requests=" + REQUESTS);
    }

    private static JsonNode document() {
        return RestAssured.given().get("/q/openapi?format=json").then().statusCode(200).extract().as(JsonNode.class);
    }

    private void send(Operation operation, RandomRequest request) throws Exception {
        try {
            List<RawHttp.Answer> answers = RawHttp.exchange(request.bytes());
            assertEquals(1, answers.size(), "answers");
            RawHttp.Answer answer = answers.get(0);
            statuses.computeIfAbsent(operation.toString(), key -> new TreeMap<>()).merge(answer.status(), 1, Integer::sum);
            remember(answer.header("location"));
            declared.check(operation, request, answer);
        } catch (AssertionError e) {
            failures.add("\n" + operation + ": " + e.getMessage() + "\n" + request.curl(server.toString().replaceFirst("/$", "")));
        }
    }

    private void remember(String location) {
        if (location != null) {
            known.add(URI.create(location).getPath());
            if (known.size() > KNOWN) {
                known.remove(0);
            }
        }
    }
}
