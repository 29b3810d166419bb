package io.videocatalog.resource;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.unique;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of everything that matches. */
interface ExportContract extends EntityContract {

    private String named(String word, String more) {
        return path() + "?name.contains=" + word + more;
    }

    private Response importAs(String type, String query, String body) {
        return api().contentType(type).body(body).post(path() + "/import" + query).then().statusCode(200).extract().response();
    }

    private String summary(Response report) {
        String[] lines = report.asString().split("\n");
        return lines[lines.length - 1];
    }

    @Test
    default void ndjson_has_one_row_a_line_as_the_list_has_them() {
        String word = unique();
        createMany(word, 3);
        List<Map<String, Object>> rows = api().get(named(word, "&sort=-name")).jsonPath().getList("items");
        Response stream = api().get(named(word, "&sort=-name&format=ndjson"));
        stream.then().statusCode(200).contentType("application/x-ndjson;charset=UTF-8");
        assertThat(stream.asString().endsWith("}\n"), is(true));
        assertThat(Arrays.stream(stream.asString().split("\n")).map(line -> JsonPath.from(line).getMap("")).toList(), is(rows));
    }

    @Test
    default void csv_has_a_header_and_quotes_what_needs_it() {
        String word = unique();
        create(word + " \"q\", r; é 😀");
        api().get(named(word, "&format=csv&fields=name")).then().statusCode(200).contentType("text/csv;charset=UTF-8")
                .body(is("name\r\n\"" + word + " \"\"q\"\", r; é 😀\"\r\n"));
    }

    @Test
    default void an_export_of_nothing_is_empty_but_for_the_header() {
        String word = unique();
        api().get(named(word, "&format=ndjson")).then().statusCode(200).body(is(emptyString()));
        api().get(named(word, "&format=csv&fields=id,name")).then().statusCode(200).body(is("id,name\r\n"));
    }

    @ParameterizedTest
    @CsvSource({"application/x-ndjson,application/x-ndjson", "text/csv,text/csv", "application/json,application/json",
            "*/*,application/json",
            "'text/html, text/csv;q=0.5',text/csv", "'application/json;q=0.1, application/x-ndjson',application/x-ndjson",
            "text/*,text/csv", "'application/json;q=0, */*',application/x-ndjson",
            "'text/*;q=0.9, text/csv;q=0.1, application/json;q=0.5',application/json"})
    default void the_accept_header_chooses_the_format(String accept, String type) {
        String answered = api().header("Accept", accept).get(named(unique(), "")).then().statusCode(200).extract().contentType();
        assertThat(answered.split(";")[0], is(type));
    }

    @Test
    default void what_the_client_takes_on_no_account_is_not_sent() {
        api().header("Accept", "application/json;q=0").get(path() + "?limit=1").then().statusCode(406);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xml", "JSON", "csv,json", "%00"})
    default void an_unknown_format_is_refused(String format) {
        api().get(path() + "?format=" + format).then().statusCode(400).body("errors.parameter", is(List.of("format")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=5", "cursor=x", "count=true"})
    default void a_stream_has_no_pages_and_no_count(String parameter) {
        for (String format : List.of("ndjson", "csv")) {
            api().get(path() + "?format=" + format + "&" + parameter).then().statusCode(400)
                    .body("errors.parameter", hasItem(parameter.replaceAll("=.*", "")));
        }
    }

    @Test
    default void a_fault_is_a_problem_also_where_a_stream_is_asked_for() {
        for (String type : List.of("application/x-ndjson", "text/csv")) {
            api().header("Accept", type).get(path() + "?sort=nonsense").then().statusCode(400).body("errors.parameter",
                    is(List.of("sort")));
            api().header("Accept", type).get(path() + "?nonsense=1").then().statusCode(400);
        }
    }

    @Test
    default void heads_of_streams_do_not_use_up_the_places_of_streams() {
        for (int i = 0; i < 40; i++) {
            api().head(named("nothing", "&format=ndjson")).then().statusCode(200);
        }
        api().get(named("nothing", "&format=ndjson")).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"ndjson,application/x-ndjson", "csv,text/csv"})
    default void an_export_that_is_imported_changes_nothing(String format, String type) {
        String word = unique();
        createMany("  " + word + " \"é\", 😀", 2);
        create(word + "; 'x' \\ #  ");
        String list = api().get(named(word, "")).asString();
        String export = api().get(named(word, "&format=" + format)).asString();
        Response report = importAs(type, "?mode=upsert", export);
        assertThat(summary(report), is("{\"created\":0,\"updated\":3,\"rejected\":0}"));
        assertThat(api().get(named(word, "")).asString(), is(list));
        assertThat(api().get(named(word, "&format=" + format)).asString(), is(export));
    }

    @ParameterizedTest
    @CsvSource({"ndjson,application/x-ndjson", "csv,text/csv"})
    default void an_export_brings_back_what_was_deleted_with_ids_and_times(String format, String type) {
        String word = unique();
        List<Long> ids = createMany(word, 3);
        String list = api().get(named(word, "")).asString();
        String export = api().get(named(word, "&format=" + format)).asString();
        ids.forEach(id -> api().delete(item(id)).then().statusCode(204));
        assertThat(summary(importAs(type, "?mode=upsert", export)), is("{\"created\":3,\"updated\":0,\"rejected\":0}"));
        assertThat(api().get(named(word, "")).asString(), is(list));
    }

    @Test
    default void new_ids_stay_clear_of_those_that_an_import_has_brought() {
        long high = create(unique()).jsonPath().getLong("id") + 1_000;
        String word = unique();
        Map<String, Object> row = bodyWith(word, "id", high);
        assertThat(summary(importAs("application/json", "?mode=upsert", "[" + Json.text(row) + "]")),
                is("{\"created\":1,\"updated\":0,\"rejected\":0}"));
        api().get(item(high)).then().statusCode(200);
        assertThat(create(unique()).jsonPath().getLong("id"), is(greaterThan(high)));
        assertThat(create(unique()).jsonPath().getLong("id"), is(greaterThan(high + 1)));
    }
}
