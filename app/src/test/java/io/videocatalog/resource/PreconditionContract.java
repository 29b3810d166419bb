package io.videocatalog.resource;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditional requests and writers that race: RFC 9110, section 13. */
interface PreconditionContract extends EntityContract {

    private void stands(String item, Response created) {
        api().get(item).then().statusCode(200).header("ETag", created.header("ETag")).body(equalTo(created.asString()));
    }

    @Test
    default void an_unchanged_representation_is_not_sent_again() {
        Response created = create(unique());
        String item = item(created.path("id"));
        for (String known : List.of(created.header("ETag"), "W/" + created.header("ETag"), "*", "\"x\", " + created.header("ETag"))) {
            api().header("If-None-Match", known).get(item).then().statusCode(304).body(is(emptyString()))
                    .header("ETag", created.header("ETag"));
        }
        api().header("If-Modified-Since", created.header("Last-Modified")).get(item).then().statusCode(304);
        api().header("If-None-Match", created.header("ETag")).head(item).then().statusCode(304);
    }

    @Test
    default void a_changed_representation_is_sent() {
        Response created = create(unique());
        String item = item(created.path("id"));
        json(Map.of("name", unique())).patch(item).then().statusCode(200);
        api().header("If-None-Match", created.header("ETag")).get(item).then().statusCode(200);
        api().header("If-Modified-Since", "Thu, 01 Jan 2015 00:00:00 GMT").get(item).then().statusCode(200);
    }

    @Test
    default void if_none_match_outranks_if_modified_since() {
        Response created = create(unique());
        api().header("If-None-Match", "\"other\"").header("If-Modified-Since", created.header("Last-Modified"))
                .get(item(created.path("id"))).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-01-01", "Thu, 99 Jan 2015 00:00:00 GMT", "0"})
    default void an_unreadable_date_is_ignored(String date) {
        api().header("If-Modified-Since", date).get(createItem(unique())).then().statusCode(200);
    }

    @Test
    default void writes_to_the_version_that_if_match_names() {
        Response created = create(unique());
        String item = item(created.path("id"));
        Response replaced = json(body(unique())).header("If-Match", "\"other\", " + created.header("ETag")).put(item);
        replaced.then().statusCode(200);
        json(Map.of("name", unique())).header("If-Match", "*").patch(item).then().statusCode(200);
        String current = api().get(item).header("ETag");
        api().header("If-Match", current).delete(item).then().statusCode(204);
        api().header("If-Match", "*").delete(item).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"stale\"", "W/%s", "\"\"", "\"a\", \"b\",\t\"c\"", "W/\"x\""})
    default void writes_nothing_to_a_version_that_is_not_current(String template) {
        Response created = create(unique());
        String item = item(created.path("id"));
        String tag = template.replace("%s", created.header("ETag"));
        json(body(unique())).header("If-Match", tag).put(item).then().statusCode(412)
                .header("ETag", created.header("ETag")).body("detail", containsString(created.header("ETag")));
        json(Map.of("name", unique())).header("If-Match", tag).patch(item).then().statusCode(412);
        api().header("If-Match", tag).delete(item).then().statusCode(412);
        stands(item, created);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "\"unclosed", "0", "*, \"1\"", "\"1\" \"2\" x", "w/\"1\"", "\"a\"\"", "'1'"})
    default void an_unreadable_if_match_is_refused(String tag) {
        Response created = create(unique());
        String item = item(created.path("id"));
        json(body(unique())).header("If-Match", tag).put(item).then().statusCode(400).body("detail", containsString("If-Match"));
        api().header("If-Match", tag).delete(item).then().statusCode(400);
        stands(item, created);
    }

    @Test
    default void writes_nothing_that_is_meant_for_an_earlier_time() {
        Response created = create(unique());
        String item = item(created.path("id"));
        json(body(unique())).header("If-Unmodified-Since", "Sun, 06 Nov 1994 08:49:37 GMT").put(item).then().statusCode(412);
        api().header("If-Unmodified-Since", "Sun, 06 Nov 1994 08:49:37 GMT").delete(item).then().statusCode(412);
        api().header("If-Unmodified-Since", "Sun, 06 Nov 1994 08:49:37 GMT").get(item).then().statusCode(412);
        api().header("If-Match", "\"other\"").get(item).then().statusCode(412);
        stands(item, created);
        api().header("If-Unmodified-Since", created.header("Last-Modified")).delete(item).then().statusCode(204);
    }

    @Test
    default void an_earlier_version_is_stale_after_a_change() {
        Response created = create(unique());
        String item = item(created.path("id"));
        Response changed = json(Map.of("name", unique())).header("If-Match", created.header("ETag")).patch(item);
        json(body(unique())).header("If-Match", created.header("ETag")).put(item).then().statusCode(412);
        stands(item, changed);
    }

    @Test
    default void if_none_match_forbids_to_change_what_exists() {
        Response created = create(unique());
        String item = item(created.path("id"));
        json(body(unique())).header("If-None-Match", "*").put(item).then().statusCode(412);
        stands(item, created);
    }
}
