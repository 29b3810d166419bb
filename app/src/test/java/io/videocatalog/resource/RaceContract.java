package io.videocatalog.resource;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.atOnce;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.videocatalog.http.StrictJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Writers of the same rows at the same moment: nothing is lost, nothing is done twice, and nobody is told of a failure. */
public interface RaceContract extends ImportContract {

    @Test
    default void of_ten_writers_of_one_version_one_wins() {
        Response created = create(unique());
        String item = item(created.path("id"));
        List<Integer> statuses = atOnce(10, () -> json(body(unique())).header("If-Match", created.header("ETag")).put(item).statusCode());
        assertThat(statuses, everyItem(is(oneOf(200, 412))));
        assertThat(Collections.frequency(statuses, 200), is(1));
        assertThat(api().get(item).header("ETag"), is("\"" + (version(created) + 1) + "\""));
    }

    @Test
    default void the_version_counts_the_winners_of_an_unconditional_race() {
        Response created = create(unique());
        String item = item(created.path("id"));
        List<Integer> statuses = atOnce(10, () -> json(body(unique())).put(item).statusCode());
        assertThat(statuses, everyItem(is(oneOf(200, 409))));
        assertThat(statuses, hasItem(200));
        assertThat(api().get(item).header("ETag"), is("\"" + (version(created) + Collections.frequency(statuses, 200)) + "\""));
    }

    @Test
    default void of_ten_deleters_one_wins() {
        String item = createItem(unique());
        List<Integer> statuses = atOnce(10, () -> api().delete(item).statusCode());
        assertThat(statuses, everyItem(is(oneOf(204, 404, 409))));
        assertThat(Collections.frequency(statuses, 204), is(1));
    }

    private static long version(Response answer) {
        return Long.parseLong(answer.header("ETag").replace("\"", ""));
    }

    @Test
    default void imports_of_the_same_rows_in_opposite_orders_both_succeed() {
        String word = unique();
        String[] rows = new String[200];
        Arrays.setAll(rows, i -> row(word));
        importLines("", rows);
        List<Long> ids = api().get(path() + "?format=ndjson&fields=id&name.contains=" + word).asString().lines()
                .map(line -> StrictJson.readObject(line.getBytes(UTF_8)).path("id").longValue()).toList();
        AtomicInteger importers = new AtomicInteger();
        List<List<JsonPath>> reports = atOnce(2, () -> {
            int importer = importers.getAndIncrement();
            List<String> changed = new ArrayList<>(ids.stream().map(id -> Json.text(bodyWith(word + importer, "id", id))).toList());
            if (importer == 0) {
                Collections.reverse(changed);
            }
            return importLines("?mode=upsert", changed.toArray(String[]::new));
        });
        reports.forEach(report -> assertSummary(report, 0, rows.length, 0));
        for (Long id : List.of(ids.get(0), ids.get(rows.length / 2), ids.get(rows.length - 1))) {
            api().get(item(id)).then().header("ETag", "\"2\"").body("name", startsWith(word));
        }
    }

    @Test
    default void imports_that_bring_the_same_new_rows_at_once_create_each_once() {
        String word = unique();
        long first = freeId();
        List<List<JsonPath>> reports = atOnce(4, () -> {
            String[] rows = new String[50];
            Arrays.setAll(rows, i -> Json.text(bodyWith(word, "id", first + i)));
            return importLines("?mode=upsert", rows);
        });
        int created = reports.stream().mapToInt(report -> report.get(0).getInt("created")).sum();
        assertThat(created, is(50));
        reports.forEach(report -> assertSummary(report, report.get(0).getInt("created"), 50 - report.get(0).getInt("created"), 0));
        assertThat(countNamed(word), is(50));
    }
}
