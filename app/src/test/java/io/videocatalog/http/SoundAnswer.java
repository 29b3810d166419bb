package io.videocatalog.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What holds for every answer, whatever the request was: no fault of ours, every error a complete problem, no internals. */
public final class SoundAnswer implements Filter {

    private static final Pattern INTERNALS = Pattern.compile("\\b(java|javax|jakarta|org|io|com|sun)\\.[a-z]+\\.|Exception|\\bat [a-z]+\\.|"
            + "(?i:\\bselect .* from\\b|\\binsert into\\b|\\bjdbc\\b)|/tmp/|/home/|/root/|\\.java\\b|"
            + Pattern.quote(System.getProperty("user.dir")));

    private static final int UNAVAILABLE = 503;

    private final boolean mayBeUnavailable;

    SoundAnswer() {
        this(false);
    }

    private SoundAnswer(boolean mayBeUnavailable) {
        this.mayBeUnavailable = mayBeUnavailable;
    }

    /** The request, which may be answered 503 as well, since the test leaves the service no room for it. */
    public static RequestSpecification orUnavailable(RequestSpecification request) {
        return request.noFiltersOfType(SoundAnswer.class).filter(new SoundAnswer(true));
    }

    @Override
    public Response filter(FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response answer = context.next(request, expected);
        String body = request.getMethod().equals("HEAD") ? null : answer.asString();
        if (!mayBeUnavailable || answer.statusCode() != UNAVAILABLE) {
            requireNoFault(answer.statusCode(), body);
        }
        requireComplete(answer.statusCode(), answer.contentType(), answer.header("X-Request-Id"), body);
        return answer;
    }

    /** @param body null where the answer must not have one */
    public static void check(int status, String contentType, String requestId, String body) {
        requireNoFault(status, body);
        requireComplete(status, contentType, requestId, body);
    }

    /** The same of the answer to what names no path, or is no request at all. */
    static void checkWithoutPath(int status, String contentType, String requestId, String body) {
        requireNoFault(status, body);
        requireId(status, requestId);
        checkProblem(status, contentType, requestId, body);
    }

    private static void requireNoFault(int status, String body) {
        assertThat("an answer of " + status + ": " + body, status, lessThan(500));
    }

    private static void requireComplete(int status, String contentType, String requestId, String body) {
        requireId(status, requestId);
        if (status >= 400 && body != null) {
            ObjectNode problem = checkProblem(status, contentType, requestId, body);
            assertThat(body, problem.path("instance").textValue(), startsWith("/"));
        }
    }

    private static void requireId(int status, String requestId) {
        assertThat("the header X-Request-Id of a " + status, requestId, not(emptyOrNullString()));
    }

    private static ObjectNode checkProblem(int status, String contentType, String requestId, String body) {
        assertThat(body, contentType, startsWith("application/problem+json"));
        ObjectNode problem = StrictJson.readObject(body.getBytes(StandardCharsets.UTF_8));
        assertThat(body, problem.path("status").asInt(), equalTo(status));
        assertThat(body, problem.path("type").textValue(), startsWith("/problems/"));
        assertThat(body, problem.path("title").textValue(), not(emptyOrNullString()));
        assertThat(body, problem.path("detail").textValue(), not(emptyOrNullString()));
        assertThat(body, problem.path("requestId").textValue(), equalTo(requestId));
        hidesInternals(body);
        assertThat(body, not(containsString("<html")));
        return problem;
    }

    /** Class names, SQL and paths of the machine are nobody's business. */
    public static void hidesInternals(String body) {
        assertThat(body, INTERNALS.matcher(body).find(), is(false));
    }
}
