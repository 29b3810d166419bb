package io.videocatalog.resource;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.videocatalog.http.SoundAnswer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports that succeed, in whole or in part. */
public interface ImportContract extends EntityContract {

    String NDJSON = "application/x-ndjson";

    /** The lines of the report but for progress; the last is the summary. */
    default List<JsonPath> importRows(String type, String query, byte[] body, String... headers) {
        var request = api().contentType(type).body(body);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        Response answer = request.post(path() + "/import" + query);
        answer.then().statusCode(200).contentType(startsWith(NDJSON));
        SoundAnswer.hidesInternals(answer.asString());
        return Arrays.stream(answer.asString().split("\n")).filter(line -> !line.startsWith("{\"progress\"")).map(JsonPath::from).toList();
    }

    default List<JsonPath> importLines(String query, String... lines) {
        return importRows(NDJSON, query, String.join("\n", lines).getBytes(UTF_8));
    }

    default void assertSummary(List<JsonPath> report, int created, int updated, int rejected) {
        Map<String, Object> summary = new HashMap<>(report.get(report.size() - 1).getMap(""));
        summary.remove("truncated");
        assertThat(summary, is(Map.of("created", created, "updated", updated, "rejected", rejected)));
    }

    default void assertRejected(JsonPath line, int number, String pointer, String code) {
        assertThat(line.prettify(), line.getInt("line"), is(number));
        assertThat(line.getList("errors.pointer"), is(List.of(pointer)));
        assertThat(line.getList("errors.code"), is(List.of(code)));
    }

    default String row(String name) {
        return Json.text(body(name));
    }

    /** A CSV line with the members of a new entity in the order of the keys. */
    private String cells(List<String> keys, Map<String, Object> body) {
        return String.join(",", keys.stream().map(key -> String.valueOf(body.get(key))).toList());
    }

    @Test
    default void imports_ndjson_with_and_without_a_last_line_break() {
        String word = unique();
        assertSummary(importLines("", row(word + "1"), row(word + "2")), 2, 0, 0);
        assertSummary(importLines("", row(word + "3"), "", " \r", row(word + "4") + "\r", ""), 2, 0, 0);
        assertThat(countNamed(word), is(4));
    }

    @Test
    default void imports_csv_with_columns_in_any_order() {
        String word = unique();
        List<String> keys = new ArrayList<>(body(word).keySet());
        for (String end : List.of("\n", "\r\n")) {
            String csv = String.join(",", keys) + end + cells(keys, body(word)) + end + cells(keys, body(word)) + end;
            assertSummary(importRows("text/csv", "", csv.getBytes(UTF_8)), 2, 0, 0);
            Collections.reverse(keys);
        }
        assertThat(countNamed(word), is(4));
    }

    @Test
    default void imports_a_json_array() {
        String word = unique();
        String array = " [" + row(word) + ",\n" + row(word) + "]\n";
        assertSummary(importRows("application/json", "?mode=create", array.getBytes(UTF_8)), 2, 0, 0);
        assertThat(countNamed(word), is(2));
    }

    @Test
    default void imports_what_is_compressed() {
        String word = unique();
        byte[] rows = Gzip.compress((row(word) + "\n" + row(word)).getBytes(UTF_8));
        assertSummary(importRows(NDJSON, "", rows, "Content-Encoding", "gzip"), 2, 0, 0);
        assertSummary(importRows(NDJSON, "", row(word).getBytes(UTF_8), "Content-Encoding", "identity"), 1, 0, 0);
        assertThat(countNamed(word), is(3));
    }

    @Test
    default void passes_over_byte_order_marks() {
        String word = unique();
        List<String> keys = new ArrayList<>(body(word).keySet());
        assertSummary(importLines("", "\uFEFF" + row(word)), 1, 0, 0);
        assertSummary(importRows("application/json", "", ("\uFEFF[" + row(word) + "]").getBytes(UTF_8)), 1, 0, 0);
        String csv = "\uFEFF" + String.join(",", keys) + "\n" + cells(keys, body(word));
        assertSummary(importRows("text/csv", "", csv.getBytes(UTF_8)), 1, 0, 0);
    }

    @Test
    default void an_empty_import_is_none() {
        assertSummary(importRows(NDJSON, "", new byte[0]), 0, 0, 0);
        assertSummary(importRows("application/json", "", "[]".getBytes(UTF_8)), 0, 0, 0);
        assertSummary(importRows("text/csv", "", "name\r\n".getBytes(UTF_8)), 0, 0, 0);
    }

    @Test
    default void creating_ignores_ids_and_times() {
        Response existing = create(unique());
        String word = unique();
        Map<String, Object> body = new HashMap<>(body(word));
        int id = existing.path("id");
        body.putAll(Map.of("id", id, "createdAt", "1999-01-01T00:00:00Z", "updatedAt", "1999-01-01T00:00:00Z"));
        assertSummary(importLines("", Json.text(body)), 1, 0, 0);
        api().get(item(existing.path("id"))).then().header("ETag", existing.header("ETag"));
        api().get(path() + "?name=" + word).then().body("items", hasSize(1)).body("items[0].id", not(id))
                .body("items[0].createdAt", startsWith("20"));
    }

    @Test
    default void upserting_replaces_known_ids_and_creates_the_others() {
        Response existing = create(unique());
        String word = unique();
        assertSummary(importLines("?mode=upsert", Json.text(bodyWith(word, "id", existing.path("id"))), row(word)), 1, 1, 0);
        api().get(item(existing.path("id"))).then().body("name", is(word)).header("ETag", is(not(existing.header("ETag"))))
                .body("createdAt", is(existing.<String>path("createdAt")));
        assertThat(countNamed(word), is(2));
    }

    @Test
    default void of_two_rows_with_one_id_the_later_stands() {
        int id = create(unique()).path("id");
        String last = unique();
        assertSummary(importLines("?mode=upsert", Json.text(bodyWith(unique(), "id", id)), Json.text(bodyWith(last, "id", id))), 0, 2, 0);
        assertThat(read(item(id)).getString("name"), is(last));
    }

    @Test
    default void a_dry_run_reports_and_keeps_nothing() {
        Response existing = create(unique());
        String word = unique();
        List<JsonPath> report = importLines("?mode=upsert&dryRun=true", row(word), Json.text(bodyWith(word, "id", existing.path("id"))),
                "oops");
        assertSummary(report, 1, 1, 1);
        assertThat(countNamed(word), is(0));
        api().get(item(existing.path("id"))).then().header("ETag", existing.header("ETag"));
    }

    @Test
    default void an_atomic_import_keeps_all_or_nothing() {
        String word = unique();
        List<JsonPath> report = importLines("?atomic=true", row(word), "oops", row(word));
        assertSummary(report, 0, 0, 1);
        assertThat(countNamed(word), is(0));
        List<JsonPath> cut = importLines("?atomic=true&truncate=true", row(word + "x".repeat(maxName())), "oops");
        assertThat(cut.get(cut.size() - 1).getMap(""), is(Map.of("created", 0, "updated", 0, "rejected", 1, "truncated", 0)));
        assertSummary(importLines("?atomic=true", row(word), row(word)), 2, 0, 0);
        assertThat(countNamed(word), is(2));
    }

    @Test
    default void a_row_that_comes_again_has_no_entity_tag_that_it_had_before() {
        String word = unique();
        Response created = create(word);
        String item = item(created.path("id"));
        api().delete(item).then().statusCode(204);
        importLines("?mode=upsert", Json.text(bodyWith(unique(), "id", created.jsonPath().getLong("id"))));
        api().header("If-None-Match", created.header("ETag")).get(item).then().statusCode(200).header("ETag", not(created.header("ETag")));
        json(Map.of("name", unique())).header("If-Match", created.header("ETag")).patch(item).then().statusCode(412);
    }

    @Test
    default void spaces_are_part_of_a_cell_and_lines_without_anything_else_are_none() {
        String word = unique();
        List<String> keys = new ArrayList<>(body(word).keySet());
        keys.sort(Comparator.comparing(key -> !key.equals("name")));
        String csv = "\r\n" + String.join(",", keys) + "\r\n\r\n" + cells(keys, body("  " + word)) + "\r\n  \r\n";
        assertSummary(importRows("text/csv", "", csv.getBytes(UTF_8)), 1, 0, 0);
        api().get(path() + "?fields=name&name.contains=" + word).then().body("items.name", is(List.of("  " + word)));
    }

    @Test
    default void text_that_is_too_long_is_cut_where_asked() {
        String word = unique();
        String name = word + "😀".repeat(maxName());
        List<JsonPath> report = importLines("?truncate=true", row(name), row(word));
        assertThat(report.get(0).getInt("line"), is(1));
        assertThat(report.get(0).getList("truncated.pointer"), is(List.of("/name")));
        assertThat(report.get(1).getMap(""), is(Map.of("created", 2, "updated", 0, "rejected", 0, "truncated", 1)));
        String stored = api().get(path() + "?sort=-name&fields=name&name.contains=" + word).path("items[0].name");
        assertThat(stored, is(word + "😀".repeat(maxName() - word.length())));
    }

    @Test
    default void a_large_import_is_written_in_full() {
        String word = unique();
        String[] rows = new String[1_500];
        Arrays.setAll(rows, i -> row(word));
        assertSummary(importLines("", rows), 1_500, 0, 0);
        assertThat(countNamed(word), is(1_500));
        String export = api().get(path() + "?format=ndjson&fields=id&name.contains=" + word).asString();
        assertThat(Arrays.stream(export.split("\n")).distinct().count(), is(1_500L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mode=", "mode=replace", "mode=CREATE", "dryRun=1", "dryRun=", "atomic=yes", "truncate=TRUE", "limit=1",
            "mode=%00",
            "dryRun=true&dryRun=true"})
    default void a_bad_option_is_refused_and_named(String query) {
        String word = unique();
        api().contentType(NDJSON).body(row(word).getBytes(UTF_8)).post(path() + "/import?" + query).then().statusCode(400)
                .body("errors.parameter", is(List.of(query.replaceAll("=.*", ""))));
        assertThat(countNamed(word), is(0));
    }
}
