package io.videocatalog.resource;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.unique;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.path.json.JsonPath;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports with faults: a faulty row is rejected and named, and the others are kept. */
interface ImportFaultContract extends ImportContract {

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private JsonPath last(List<JsonPath> report) {
        return report.get(report.size() - 1);
    }

    private String refuse(String type, byte[] body, int status, String... headers) {
        var request = api().contentType(type).body(body);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.post(path() + "/import").then().statusCode(status).extract().path("detail");
    }

    @ParameterizedTest
    @ValueSource(strings = {"oops", "[]", "null", "1", "\"x\"", "{", "{} {}", "{\"name\":1,\"name\":2}", "{]", "\u0000",
            "{\"name\":\"\\x\"}"})
    default void a_broken_line_is_rejected_by_its_number(String line) {
        String word = unique();
        List<JsonPath> report = importLines("", row(word), "", line, row(word));
        assertRejected(report.get(0), 3, "", "malformed");
        assertSummary(report, 2, 0, 1);
        assertThat(countNamed(word), is(2));
    }

    @Test
    default void a_line_that_nests_100000_deep_or_is_no_utf8_is_rejected() {
        String word = unique();
        byte[] body = bytes(row(word) + "\n" + "{\"a\":".repeat(100_000) + "\n{\"name\":\"_\"}\n" + row(word));
        for (int i = 0; i < body.length; i++) {
            body[i] = body[i] == '_' ? (byte) 0xFF : body[i];
        }
        List<JsonPath> report = importRows(NDJSON, "", body);
        assertRejected(report.get(0), 2, "", "malformed");
        assertRejected(report.get(1), 3, "", "malformed");
        assertSummary(report, 2, 0, 2);
    }

    @Test
    default void a_line_over_one_mebibyte_is_rejected_and_the_rest_is_read() {
        String word = unique();
        List<JsonPath> report = importLines("", row(word), row("x".repeat(3 << 20)), row(word));
        assertRejected(report.get(0), 2, "", "too-long");
        assertSummary(report, 2, 0, 1);
    }

    @Test
    default void a_row_over_one_mebibyte_ends_an_import_that_has_no_lines() {
        String word = unique();
        String huge = "x".repeat(3 << 20);
        JsonPath array = last(importRows("application/json", "?atomic=true", bytes("[" + row(word) + "," + row(huge) + "]")));
        JsonPath csv = last(importRows("text/csv", "?atomic=true", bytes("name\n" + huge + "\n")));
        for (JsonPath summary : List.of(array, csv)) {
            assertThat(summary.prettify(), summary.getInt("error.status"), is(400));
        }
        assertThat(countNamed(word), is(0));
    }

    @Test
    default void a_row_keeps_to_the_rules_of_single_requests() {
        String word = unique();
        List<JsonPath> report = importLines("", Json.text(bodyWithout(word, "name")), Json.text(bodyWith(word, "name", 1)),
                Json.text(bodyWith(word, "nonsense", 1)), row("x".repeat(maxName() + 1)), Json.text(bodyWith(word, "name", "a\u0000b")),
                Json.text(bodyWith(word, "name", " ")));
        String[] codes = {"required", "wrong-type", "unknown-member", "too-long", "control-character", "blank"};
        for (int i = 0; i < codes.length; i++) {
            assertRejected(report.get(i), i + 1, codes[i].equals("unknown-member") ? "/nonsense" : "/name", codes[i]);
        }
        assertSummary(report, 0, 0, 6);
        assertThat(countNamed(word), is(0));
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "1.5", "9007199254740992", "99999999999999999999999"})
    default void an_id_that_is_none_is_rejected_where_ids_count(String id) {
        String row = row(unique()).replaceFirst("\\{", "{\"id\":" + id + ",");
        List<JsonPath> report = importLines("?mode=upsert", row);
        assertThat(report.get(0).getList("errors.pointer"), is(List.of("/id")));
        assertSummary(report, 0, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"yesterday\"", "1", "\"+999999999-12-31T23:59:59Z\"", "\"-0001-01-01T00:00:00Z\"",
            "\"2026-02-30T00:00:00Z\""})
    default void a_time_that_is_none_is_rejected_where_times_count(String time) {
        List<JsonPath> report = importLines("?mode=upsert", row(unique()).replaceFirst("\\{", "{\"createdAt\":" + time + ","));
        assertThat(report.get(0).getList("errors.pointer"), is(List.of("/createdAt")));
        assertSummary(report, 0, 0, 1);
    }

    @Test
    default void a_json_array_names_rows_by_their_number() {
        String word = unique();
        List<JsonPath> report = importRows("application/json", "", bytes("[" + row(word) + ", 5, \n\n{}, " + row(word) + "]"));
        assertRejected(report.get(0), 2, "", "malformed");
        assertThat(report.get(1).getInt("line"), is(3));
        assertSummary(report, 2, 0, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "x", "5", "\"x\""})
    default void a_body_that_begins_as_no_json_array_is_refused(String body) {
        refuse("application/json", bytes(body), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", ", oops]", ", {\"a\":1,\"a\":2}]", "] []", "]]", ", {\"a\":[[[[", ",]"})
    default void a_json_array_that_breaks_off_says_where(String rest) {
        String word = unique();
        List<JsonPath> report = importRows("application/json", "", bytes("[" + row(word) + rest));
        assertThat(last(report).getInt("error.status"), is(400));
        assertThat(last(report).getString("error.type"), is("/problems/malformed"));
        assertThat("the row before the break is kept", last(report).getInt("created"), is(1));
        assertThat(countNamed(word), is(1));
        assertThat(importRows("application/json", "?atomic=true", bytes("[" + row(unique()) + rest)).get(0).getInt("created"), is(0));
    }

    @Test
    default void a_csv_row_is_named_by_the_line_on_which_it_begins() {
        String csv = "name,id\n" + "\"a\nb\"\n\nx\n\"a,\n\nb\",1,2,3\ny";
        List<JsonPath> report = importRows("text/csv", "", bytes(csv));
        List<Integer> lines = report.stream().limit(report.size() - 1).map(line -> line.getInt("line")).toList();
        assertThat(lines, is(List.of(2, 5, 6, 9)));
        assertThat(report.get(2).getList("errors.code"), is(List.of("too-many-cells")));
        assertSummary(report, 0, 0, 4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"name,nonsense|/nonsense", "name,name|/name", "NAME|/NAME", "name;email|/name;email", "id,|/",
            "version|/version"})
    default void a_csv_header_with_faults_is_refused(String header, String pointer) {
        api().contentType("text/csv").body(bytes(header + "\nx,y\n")).post(path() + "/import").then().statusCode(400)
                .body("errors.pointer", is(List.of(pointer)));
    }

    @Test
    default void csv_that_is_none_is_refused() {
        assertThat(refuse("text/csv", new byte[0], 400), containsString("empty"));
        refuse("text/csv", new byte[]{'n', (byte) 0xFF, '\n'}, 400);
        refuse("text/csv", "name\nx".getBytes(UTF_16LE), 400);
        assertThat(last(importRows("text/csv", "", bytes("name\n\"unclosed\nx\ny"))).getInt("error.status"), is(400));
        JsonPath misquoted = last(importRows("text/csv", "", bytes("name\n\"a\"b\n")));
        assertThat(misquoted.prettify(), misquoted.getInt("created"), is(0));
    }

    @Test
    default void rows_in_another_charset_are_refused() {
        refuse("text/csv;charset=iso-8859-1", bytes("name\nx\n"), 415);
        refuse(NDJSON + ";charset=utf-16", bytes("{}\n"), 415);
        importRows("text/csv;charset=UTF-8", "?dryRun=true", bytes("name\nx\n"));
    }

    @Test
    default void a_broken_line_is_not_said_to_be_the_first_of_all() {
        String detail = importLines("?dryRun=true", "{}", "{\"name\":NaN}").get(1).getString("errors[0].detail");
        assertThat(detail, startsWith("Not valid JSON at column "));
        assertThat(detail, not(containsString("JsonReadFeature")));
    }

    @Test
    default void all_faults_of_the_options_are_named_at_once() {
        api().contentType(NDJSON).body(bytes("{}")).post(path() + "/import?mode=x&dryRun=y&atomic=z&foo=1").then().statusCode(400)
                .body("errors.parameter", containsInAnyOrder("foo", "mode", "dryRun", "atomic"));
    }

    @Test
    default void utf8_that_breaks_midway_ends_the_import() {
        byte[] body = bytes("name\n" + "x\n".repeat(10_000) + "_\n");
        body[body.length - 2] = (byte) 0xC3;
        JsonPath summary = last(importRows("text/csv", "", body));
        assertThat(summary.getInt("error.status"), is(400));
        assertThat(summary.getString("error.detail"), containsString("UTF-8"));
    }

    @Test
    default void a_lying_content_encoding_is_refused() {
        String word = unique();
        assertThat(refuse(NDJSON, bytes(row(word)), 400, "Content-Encoding", "gzip"), containsString("gzip"));
        refuse(NDJSON, new byte[0], 400, "Content-Encoding", "gzip");
        refuse(NDJSON, bytes(row(word)), 415, "Content-Encoding", "br");
        refuse(NDJSON, bytes(row(word)), 415, "Content-Encoding", "gzip, gzip");
        assertThat(last(importRows(NDJSON, "", Gzip.compress(bytes(row(word))))).getInt("created"), is(0));
        assertThat(countNamed(word), is(0));
    }

    @Test
    default void truncated_or_damaged_gzip_ends_the_import_as_a_fault_of_the_client() {
        String word = unique();
        byte[] whole = Gzip.compress(bytes(String.join("\n", Collections.nCopies(50, row(word)))));
        byte[] damaged = whole.clone();
        damaged[whole.length - 5] ^= 1;
        for (byte[] body : List.of(Arrays.copyOf(whole, whole.length - 12), Arrays.copyOf(whole, whole.length / 2), damaged)) {
            JsonPath summary = last(importRows(NDJSON, "?atomic=true", body, "Content-Encoding", "gzip"));
            assertThat(summary.prettify(), summary.getInt("error.status"), is(400));
            assertThat(summary.getInt("created"), is(0));
        }
        assertThat(countNamed(word), is(0));
    }

    @Test
    default void only_these_types_are_imported_and_the_report_is_ndjson() {
        for (String type : List.of("text/plain", "application/xml", "application/merge-patch+json", "multipart/form-data; boundary=x")) {
            refuse(type, bytes("{}"), 415);
        }
        refuse(NDJSON, bytes(""), 406, "Accept", "text/html");
    }

    @Test
    default void an_import_of_the_wrong_rows_changes_no_row() {
        var existing = create(unique());
        Map<String, Object> row = new HashMap<>(bodyWith(unique(), "id", existing.path("id")));
        row.put("name", "");
        assertSummary(importLines("?mode=upsert", Json.text(row)), 0, 0, 1);
        api().get(item(existing.path("id"))).then().header("ETag", existing.header("ETag"));
    }
}
