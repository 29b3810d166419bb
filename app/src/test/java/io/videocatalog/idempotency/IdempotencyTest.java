package io.videocatalog.idempotency;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.atOnce;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.videocatalog.http.OwnThread;
import io.videocatalog.operations.Chores;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A creation that is sent again with its key has no second effect. */
@QuarkusTest
class IdempotencyTest {

    private static final String VIDEOS = "/api/videos";
    /** Of one answer, be it replayed or not. */
    private static final Set<String> OWN_HEADERS = Set.of("X-Request-Id", "Idempotency-Replayed", "Date");

    @Inject
    AgroalDataSource database;
    @Inject
    Instance<ExpiredKeys> expired;
    @Inject
    SlowCreation slow;

    private static RequestSpecification keyed(String key, Object body) {
        return json(body).header("Idempotency-Key", key);
    }

    private static Map<String, Object> video(String name) {
        return Map.of("name", name, "description", "d");
    }

    private static void assertCount(String name, int count) {
        api().get(VIDEOS + "?count=true&name=" + name).then().statusCode(200).body("total", is(count));
    }

    private static Map<String, String> headers(Response answer) {
        return answer.headers().asList().stream().filter(header -> !OWN_HEADERS.contains(header.getName()))
                .collect(Collectors.toMap(Header::getName, Header::getValue, (one, other) -> one + other, TreeMap::new));
    }

    private int update(String sql) throws SQLException {
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private void age(String key, String age) throws SQLException {
        assertThat(update("update idempotency_keys set created_at = created_at - interval " + age + " where idempotency_key = '" + key
                + "'"), is(1));
    }

    @Test
    void a_retry_gets_the_first_answer() {
        String key = unique();
        String name = unique();
        Response first = keyed(key, video(name)).post(VIDEOS);
        first.then().statusCode(201).header("Idempotency-Replayed", nullValue()).header("ETag", "\"0\"").header("Location", notNullValue());
        String since = unique();
        json(video(since)).put(VIDEOS + "/" + first.path("id")).then().statusCode(200);
        for (int i = 0; i < 3; i++) {
            Response again = keyed(key, video(name)).post(VIDEOS);
            again.then().statusCode(201).header("Idempotency-Replayed", "true");
            assertThat(again.asString(), is(first.asString()));
            assertThat(headers(again), is(headers(first)));
        }
        assertCount(name, 0);
        assertCount(since, 1);
    }

    @Test
    void a_retry_of_a_creation_of_something_unique_is_no_duplicate() {
        String key = unique();
        Map<String, String> user = Map.of("name", "n", "email", unique() + "@example.org");
        String created = keyed(key, user).post("/api/users").then().statusCode(201).extract().asString();
        assertThat(keyed(key, user).post("/api/users").then().statusCode(201).extract().asString(), is(created));
        keyed(unique(), user).post("/api/users").then().statusCode(409).body("type", is("/problems/duplicate"));
    }

    @Test
    void without_a_key_nothing_is_kept() throws SQLException {
        update("delete from idempotency_keys");
        String name = unique();
        json(video(name)).post(VIDEOS).then().statusCode(201);
        json(video(name)).post(VIDEOS).then().statusCode(201).header("Idempotency-Replayed", nullValue());
        assertCount(name, 2);
        assertThat(update("delete from idempotency_keys"), is(0));
    }

    @Test
    void another_request_with_the_same_key_is_refused() {
        String key = unique();
        String name = unique();
        String other = unique();
        keyed(key, video(name)).post(VIDEOS).then().statusCode(201);
        List<Response> answers = List.of(keyed(key, video(other)).post(VIDEOS), keyed(key, video(name)).post(VIDEOS + "?x=1"),
                keyed(key, Map.of("name", other, "email", other + "@example.org")).post("/api/users"),
                keyed(key, video(name)).contentType("application/json; charset=utf-8").post(VIDEOS));
        answers.forEach(answer -> answer.then().statusCode(422).body("type", is("/problems/idempotency-key-reused"))
                .header("Idempotency-Replayed", nullValue()));
        assertCount(name, 1);
        assertCount(other, 0);
        api().get("/api/users?name=" + other).then().body("items", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "\"", "\"a", "a\"b", "\"a\"b", "\"a\", \"b\"", "a,b", "a b", "a;b", "\"a\";b", "\"a\\b\"", "\"\t\"",
            "ä",
            "\"ä\""})
    void a_malformed_key_is_refused(String key) {
        String name = unique();
        keyed(key, video(name)).post(VIDEOS).then().statusCode(400).body("type", is("/problems/malformed"));
        assertCount(name, 0);
    }

    @Test
    void a_key_that_is_too_long_or_comes_twice_is_refused() {
        String name = unique();
        String detail = keyed("k".repeat(256), video(name)).post(VIDEOS).then().statusCode(400).extract().path("detail");
        assertThat(detail, containsString("Idempotency-Key"));
        keyed("\"" + "k".repeat(256) + "\"", video(name)).post(VIDEOS).then().statusCode(400);
        keyed(unique(), video(name)).header("Idempotency-Key", unique()).post(VIDEOS).then().statusCode(400);
        assertCount(name, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "%s==", "urn:uuid:%s", "%s-{}/?#[]@!$&'()*+=.~|^`<>"})
    void a_key_is_the_same_with_and_without_quotation_marks(String form) {
        String key = form.formatted(unique());
        String name = unique();
        String first = keyed(key, video(name)).post(VIDEOS).then().statusCode(201).extract().asString();
        assertThat(keyed("\"" + key + "\"", video(name)).post(VIDEOS).asString(), is(first));
        assertCount(name, 1);
    }

    @Test
    void a_key_may_have_255_characters_and_in_quotation_marks_any_that_can_be_seen() {
        String name = unique();
        String key = unique() + " \\\"\\\\;, ";
        String longest = "\"" + key + "k".repeat(255 - key.length() + 2) + "\"";
        String first = keyed(longest, video(name)).post(VIDEOS).then().statusCode(201).extract().asString();
        assertThat(keyed(longest, video(name)).post(VIDEOS).asString(), is(first));
        assertCount(name, 1);
    }

    @Test
    void what_has_failed_is_carried_out_anew() throws SQLException {
        String key = unique();
        String email = unique() + "@example.org";
        Map<String, String> user = Map.of("name", "n", "email", email);
        int first = json(user).post("/api/users").path("id");
        keyed(key, user).post("/api/users").then().statusCode(409).body("type", is("/problems/duplicate"));
        keyed(key, Map.of("name", " ")).post("/api/users").then().statusCode(400);
        api().delete("/api/users/" + first).then().statusCode(204);
        keyed(key, user).post("/api/users").then().statusCode(201).header("Idempotency-Replayed", nullValue());
        keyed(key, user).post("/api/users").then().statusCode(201).header("Idempotency-Replayed", "true");
    }

    @Test
    void a_key_is_free_again_after_24_hours() throws SQLException {
        String key = unique();
        String name = unique();
        String other = unique();
        keyed(key, video(name)).post(VIDEOS).then().statusCode(201);
        age(key, "'23:59' hour to minute");
        keyed(key, video(other)).post(VIDEOS).then().statusCode(422);
        age(key, "'0:02' hour to minute");
        keyed(key, video(other)).post(VIDEOS).then().statusCode(201).header("Idempotency-Replayed", nullValue());
        keyed(key, video(other)).post(VIDEOS).then().statusCode(201).header("Idempotency-Replayed", "true");
        keyed(key, video(name)).post(VIDEOS).then().statusCode(422);
        assertCount(name, 1);
        assertCount(other, 1);
    }

    @Test
    void keys_that_have_expired_are_taken_away_and_no_others() throws SQLException {
        String old = unique();
        String young = unique();
        keyed(young, video(young)).post(VIDEOS).then().statusCode(201);
        for (int i = 0; i < 3; i++) {
            keyed(old + i, video(old)).post(VIDEOS).then().statusCode(201);
            age(old + i, "'25' hour");
        }
        update("insert into idempotency_keys select caller, '" + old + "-' || n, fingerprint, status, headers, body, created_at "
                + "from idempotency_keys, (" + numbers(2_500) + ") as many where idempotency_key = '" + old + "0'");
        Chores.carryOut(expired.get());
        assertThat(update("delete from idempotency_keys where idempotency_key like '" + old + "%'"), is(0));
        keyed(young, video(young)).post(VIDEOS).then().statusCode(201).header("Idempotency-Replayed", "true");
    }

    String numbers(int count) {
        return "select x as n from system_range(1, " + count + ")";
    }

    @Test
    void each_caller_has_keys_of_its_own() throws SQLException {
        String key = unique();
        String name = unique();
        String first = keyed(key, video(name)).post(VIDEOS).asString();
        update("update idempotency_keys set caller = 'somebody else' where idempotency_key = '" + key + "'");
        String second = keyed(key, video(name)).post(VIDEOS).then().statusCode(201).header("Idempotency-Replayed", nullValue()).extract()
                .asString();
        assertThat(second, is(not(first)));
        assertThat(update("delete from idempotency_keys where idempotency_key = '" + key + "'"), is(2));
    }

    @Test
    void of_40_retries_at_once_one_is_carried_out_and_all_get_its_answer() {
        for (int round = 0; round < 5; round++) {
            String key = unique();
            String name = unique();
            List<Response> answers = atOnce(40, () -> untilAnswered(key, name));
            answers.forEach(answer -> answer.then().statusCode(201));
            assertThat(new HashSet<>(answers.stream().map(Response::asString).toList()), hasSize(1));
            assertThat(answers.stream().filter(answer -> answer.header("Idempotency-Replayed") == null).toList(), hasSize(1));
            assertCount(name, 1);
        }
    }

    private static Response untilAnswered(String key, String name) throws InterruptedException {
        Response answer = keyed(key, video(name)).post(VIDEOS);
        while (answer.statusCode() == 409) {
            answer.then().body("type", is("/problems/idempotency-key-pending")).header("Retry-After", "1");
            Thread.sleep(5);
            answer = keyed(key, video(name)).post(VIDEOS);
        }
        return answer;
    }

    @Test
    void a_retry_is_refused_while_the_first_is_under_way() throws Exception {
        String key = unique();
        CompletableFuture<Response> first = CompletableFuture.supplyAsync(() -> keyed(key, "{}").post("/test/slow-creation"),
                new OwnThread());
        assertThat(slow.begun.tryAcquire(SlowCreation.PATIENCE_SECONDS, TimeUnit.SECONDS), is(true));
        keyed(key, "{}").post("/test/slow-creation").then().statusCode(409).body("type", is("/problems/idempotency-key-pending"))
                .header("Retry-After", "1");
        slow.end.release();
        first.get(SlowCreation.PATIENCE_SECONDS, TimeUnit.SECONDS).then().statusCode(201).header("Idempotency-Replayed", nullValue());
        keyed(key, "{}").post("/test/slow-creation").then().statusCode(201).header("Idempotency-Replayed", "true");
    }

    @Test
    void an_import_takes_no_key_and_says_what_to_do_instead() {
        String name = unique();
        String row = "{\"name\":\"" + name + "\",\"description\":\"d\"}";
        String detail = api().contentType("application/x-ndjson").body(row.getBytes()).header("Idempotency-Key", unique())
                .post(VIDEOS + "/import").then().statusCode(400).extract().path("detail");
        assertThat(detail, containsString("mode=upsert"));
        assertCount(name, 0);
    }
}
