package io.videocatalog.resource;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.restassured.response.Response;
import java.net.URLEncoder;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters, fields, counts, methods and media types. */
interface ListContract extends EntityContract {

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "name;drop", "-", "--name", "name,", ",name", "name,name", "name,-name", "%00", "nameKey",
            "searchText",
            "version", "NAME", "name%20desc", "1", "name)--", "owner.name"})
    default void a_member_that_is_not_sortable_is_refused(String sort) {
        api().get(path() + "?sort=" + sort).then().statusCode(400).body("errors.parameter", is(List.of("sort")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "id,", ",", "nameKey", "version", "id,nonsense", "%00", "ID"})
    default void a_field_that_is_no_member_is_refused(String fields) {
        api().get(path() + "?fields=" + fields).then().statusCode(400).body("errors.parameter", is(List.of("fields")));
    }

    @ParameterizedTest
    @CsvSource({"page=1,page", "Limit=1,Limit", "offset=0,offset", "name.like=x,name.like", "createdAt=2026-01-01T00:00:00Z,createdAt",
            "a%20b=1,a b", "mode=upsert,mode", "nameKey=a,nameKey", "id=1,id"})
    default void an_unknown_parameter_is_refused_and_named(String query, String name) {
        api().get(path() + "?" + query).then().statusCode(400).body("errors.parameter", is(List.of(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=1&limit=1", "name=a&name=b", "sort=id&sort=name", "fields=id&fields=id", "q=a&q=b",
            "count=true&count=true"})
    default void a_repeated_parameter_is_refused(String query) {
        api().get(path() + "?" + query).then().statusCode(400).body("errors.parameter", is(List.of(query.replaceAll("=.*", ""))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit", "cursor", "sort", "fields", "count", "format", "name", "name.contains", "createdAt.gte",
            "updatedAt.lt", "q", "other"})
    default void bytes_that_are_no_text_are_refused_in_every_parameter(String parameter) {
        for (String bytes : List.of("%00", "%0A", "a%1Fb", "%7F", "%C2%85", "%FF", "%C0%80", "%ED%A0%80", "%F4%90%80%80", "%C3")) {
            api().get(path() + "?" + parameter + "=" + bytes).then().statusCode(400).body("errors.parameter", is(List.of(parameter)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "yes", "TRUE", "null", "truefalse"})
    default void count_is_true_or_false(String count) {
        api().get(path() + "?count=" + count).then().statusCode(400).body("errors.parameter", is(List.of("count")));
        api().get(path() + "?limit=1&count=false").then().statusCode(200).body("$", not(hasKey("total")));
    }

    @Test
    default void counts_all_that_match_on_every_page() {
        String word = unique();
        createMany(word, 3);
        api().get(path() + "?limit=1&count=true&name.contains=" + word).then().statusCode(200).body("total", is(3)).body("items",
                hasSize(1));
    }

    @Test
    default void shows_only_the_fields_asked_for() {
        String word = unique();
        createMany(word, 1);
        Response list = api().get(path() + "?fields=name,id&name.contains=" + word);
        assertThat(list.jsonPath().getMap("items[0]").keySet(), is(Set.of("id", "name")));
    }

    @Test
    default void filters_by_name_without_regard_to_case() {
        String word = unique();
        long id = createMany(word, 2).get(0);
        api().get(path() + "?name=" + word.toUpperCase(Locale.ROOT) + "%20A").then().statusCode(200).body("items.id",
                is(List.of((int) id)));
        api().get(path() + "?name=" + word).then().statusCode(200).body("items", hasSize(0));
        api().get(path() + "?name.contains=" + word.substring(1).toUpperCase(Locale.ROOT) + "+B").then().statusCode(200).body("items",
                hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%25", "_", "!", "\\", "'", "\"", "[", "*", "$1", "\\\\", "''", "--", "/*", ";"})
    default void special_characters_are_ordinary_in_filters(String special) {
        String word = unique();
        String plain = special.equals("%25") ? "%" : special;
        create(word + "a" + plain + "b");
        create(word + "aXb");
        create(word + "ab");
        String encoded = special.equals("%25") ? special : URLEncoder.encode(special, UTF_8);
        api().get(path() + "?name.contains=" + word + "a" + encoded + "b").then().statusCode(200)
                .body("items.name", is(List.of(word + "a" + plain + "b")));
    }

    @Test
    default void filters_by_time_from_and_before() {
        String word = unique();
        Response created = create(word);
        String time = created.path("createdAt");
        String name = "&name.contains=" + word;
        api().get(path() + "?createdAt.gte=" + time + name).then().statusCode(200).body("items", hasSize(1));
        api().get(path() + "?createdAt.lt=" + time + name).then().statusCode(200).body("items", hasSize(0));
        api().get(path() + "?updatedAt.gte=2020-01-01T00:00:00%2B02:00&updatedAt.lt=2999-12-31T23:59:59.999Z" + name).then()
                .statusCode(200).body("items", hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-01-01", "2026-01-01T00:00:00", "2026-01-01T00:00Z", "2026-01-01T00:00:00%2B01",
            "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z",
            "1767225600", "2026-01-01T00:00:00123Z",
            "%2B999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z", "%2B10000-01-01T00:00:00Z", "0000-01-01T00:00:00Z",
            "0001-01-01T00:00:00%2B02:00", "2026-01-01T00:00:00%2B25:00", "null"})
    default void a_bad_time_is_refused(String time) {
        for (String parameter : List.of("createdAt.gte", "updatedAt.lt")) {
            api().get(path() + "?" + parameter + "=" + time).then().statusCode(400).body("errors.parameter", is(List.of(parameter)));
        }
    }

    @Test
    default void text_in_a_filter_is_limited_in_length() {
        api().get(path() + "?name=" + "x".repeat(250)).then().statusCode(200);
        api().get(path() + "?name.contains=" + "x".repeat(251)).then().statusCode(400).body("errors.parameter",
                is(List.of("name.contains")));
        api().get(path() + "?name.contains=" + "%25".repeat(250)).then().statusCode(200);
    }

    @Test
    default void all_faults_of_the_parameters_are_named_at_once() {
        api().get(path() + "?limit=0&sort=x&fields=y&count=2&createdAt.gte=z&updatedAt.lt=z&format=w&other=1").then().statusCode(400).body(
                "errors.parameter",
                containsInAnyOrder("other", "sort", "limit", "fields", "count", "createdAt.gte", "updatedAt.lt", "format"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01T00:00:00.1234567891Z", "2026-01-01t00:00:00z", "2026-01-01T01:00:00%2B01:00"})
    default void a_time_is_one_of_rfc_3339(String time) {
        api().get(path() + "?limit=1&createdAt.lt=" + time).then().statusCode(200);
    }

    @Test
    default void a_path_has_no_parameters_of_its_own() {
        String word = unique();
        create(word);
        api().urlEncodingEnabled(false).get(path() + ";x?name=" + word).then().statusCode(404);
        api().urlEncodingEnabled(false).get(createItem(unique()) + ";x").then().statusCode(404);
    }

    @Test
    default void all_faults_of_the_encoding_are_named_at_once() {
        api().get(path() + "?limit=%00&sort=%FF&limit=%00").then().statusCode(400)
                .body("errors.parameter", hasItem("limit")).body("errors.parameter", hasItem("sort"));
    }

    @Test
    default void a_method_that_is_not_allowed_is_refused_with_those_that_are() {
        json("{}").put(path() + "/").then().statusCode(405).header("Allow", "GET, HEAD, OPTIONS, POST");
        json("{}").put(path()).then().statusCode(405).header("Allow", "GET, HEAD, OPTIONS, POST");
        api().delete(path()).then().statusCode(405).header("Allow", "GET, HEAD, OPTIONS, POST");
        json("{}").patch(path()).then().statusCode(405).header("Allow", "GET, HEAD, OPTIONS, POST");
        json("{}").post(createItem(unique())).then().statusCode(405).header("Allow", "DELETE, GET, HEAD, OPTIONS, PATCH, PUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "image/*", "text/plain"})
    default void an_accept_header_that_nothing_fits_is_refused(String accept) {
        String item = createItem(unique());
        api().header("Accept", accept).get(item).then().statusCode(406);
        api().header("Accept", accept).get(path() + "?limit=1").then().statusCode(406);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "application/*", "text/html, */*;q=0.1", "application/json; charset=utf-8",
            "application/json;q=0.5, text/html"})
    default void an_accept_header_that_json_fits_is_served(String accept) {
        api().header("Accept", accept).get(createItem(unique())).then().statusCode(200).contentType("application/json");
        api().header("Accept", accept).get(path() + "?limit=1").then().statusCode(200).contentType("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/merge-patch+json", "application/x-ndjson", "text/csv"})
    default void a_body_of_another_type_is_refused(String type) {
        String item = createItem(unique());
        String etag = api().get(item).header("ETag");
        api().contentType(type).body("{\"name\":\"x\"}".getBytes()).post(path()).then().statusCode(415).body("detail",
                containsString("Content-Type"));
        api().contentType(type).body("{\"name\":\"x\"}".getBytes()).put(item).then().statusCode(415);
        api().get(item).then().header("ETag", etag);
    }
}
