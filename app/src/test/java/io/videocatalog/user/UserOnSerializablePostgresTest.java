package io.videocatalog.user;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.atOnce;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.videocatalog.db.Retries;
import io.videocatalog.http.OwnThread;
import io.videocatalog.postgresql.OnPostgres;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where the database refuses what it cannot put in an order, as distributed ones always do, clients notice nothing of it. */
@QuarkusTest
@TestProfile(UserOnSerializablePostgresTest.Serializable.class)
class UserOnSerializablePostgresTest implements UserRaceContract {

    private static final int CLIENTS = 8;
    private static final int TIMES = 5;

    public static final class Serializable extends OnPostgres {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("quarkus.datasource.jdbc.transaction-isolation-level", "serializable");
            return overrides;
        }
    }

    @Inject
    AgroalDataSource database;

    @Test
    void what_meets_a_change_that_it_has_not_seen_is_done_again() throws Exception {
        String item = createItem(unique());
        String name = unique();
        double before = Retries.count();
        CompletableFuture<Response> request;
        try (Connection other = database.getConnection(); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("update users set name = 'other' where id = " + item.replaceAll("\\D", ""));
            request = CompletableFuture.supplyAsync(() -> json(Map.of("name", name)).patch(item), new OwnThread());
            awaitBlocked(statement);
            other.commit();
        }
        request.get(60, TimeUnit.SECONDS).then().statusCode(200).body("name", is(name));
        assertThat(Retries.count(), is(greaterThan(before)));
    }

    private static void awaitBlocked(Statement statement) throws Exception {
        boolean blocked = false;
        for (int i = 0; i < 6_000 && !blocked; i++) {
            Thread.sleep(10);
            try (var locks = statement
                    .executeQuery("select from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))")) {
                blocked = locks.next();
            }
        }
        assertThat("the request waits for this change", blocked);
    }

    /** What several clients get for requests that each sends one after the other: of more at once some would be told to come back. */
    private static <T> List<T> manyTimes(Supplier<T> request) {
        return atOnce(CLIENTS, () -> Stream.generate(request).limit(TIMES).toList()).stream().flatMap(List::stream).toList();
    }

    @Test
    void changes_of_one_user_all_happen_once() {
        String item = createItem(unique());
        List<Integer> statuses = manyTimes(() -> json(Map.of("name", unique())).patch(item).statusCode());
        assertThat(statuses, everyItem(is(oneOf(200, 409))));
        assertThat(statuses, hasItem(200));
        assertThat(api().get(item).header("ETag"), is("\"" + Collections.frequency(statuses, 200) + "\""));
    }

    @Test
    void of_changes_that_build_on_what_was_read_none_is_lost() {
        String item = item(json(Map.of("name", "0", "email", unique() + "@example.org")).post(path()).path("id"));
        atOnce(CLIENTS, () -> {
            for (int done = 0; done < TIMES;) {
                Response read = api().get(item);
                String next = String.valueOf(Integer.parseInt(read.path("name")) + 1);
                int status = json(Map.of("name", next)).header("If-Match", read.header("ETag")).patch(item).statusCode();
                assertThat(status, is(oneOf(200, 412)));
                done += status == 200 ? 1 : 0;
            }
            return null;
        });
        assertThat(read(item).getString("name"), is(String.valueOf(CLIENTS * TIMES)));
        assertThat(api().get(item).header("ETag"), is("\"" + CLIENTS * TIMES + "\""));
    }

    @Test
    void owners_change_while_they_get_and_lose_videos() {
        int owner = create(unique()).path("id");
        AtomicInteger callers = new AtomicInteger();
        List<String> answers = manyTimes(() -> switch (callers.getAndIncrement() % 4) {
            case 0 -> "patch " + json(Map.of("name", unique())).patch(item(owner)).statusCode();
            case 1 -> "list " + api().get(item(owner) + "/videos").statusCode();
            case 2 -> "create " + json(video(owner)).post("/api/videos").statusCode();
            default -> {
                int id = json(video(owner)).post("/api/videos").then().statusCode(201).extract().path("id");
                yield "delete " + api().delete("/api/videos/" + id).statusCode();
            }
        });
        assertThat(answers, everyItem(is(oneOf("patch 200", "patch 409", "list 200", "create 201", "delete 204"))));
        assertThat(api().get("/api/videos?count=true&ownerId=" + owner).path("total"), is(Collections.frequency(answers, "create 201")));
        assertThat(api().get(item(owner)).header("ETag"), is("\"" + Collections.frequency(answers, "patch 200") + "\""));
    }

    private static Map<String, Object> video(int owner) {
        return Map.of("name", unique(), "description", "d", "ownerId", owner);
    }
}
