package io.videocatalog.resource;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.content;
import static io.videocatalog.http.Api.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists, page by page. */
interface PagingContract extends EntityContract {

    private String named(String word, String more) {
        return path() + "?name.contains=" + word + more;
    }

    /** The ids of all pages from this one on. */
    private List<Long> walk(String first, IntConsumer betweenPages) {
        List<Long> ids = new ArrayList<>();
        String next = first;
        for (int page = 0; next != null; page++) {
            Response answer = api().get(next);
            JsonNode list = content(answer);
            list.path("items").forEach(item -> ids.add(item.path("id").longValue()));
            next = list.path("next").textValue();
            assertThat(answer.header("Link"), is(next == null ? null : "<" + next + ">; rel=\"next\""));
            betweenPages.accept(page);
        }
        return ids;
    }

    @Test
    default void pages_hold_every_row_once_in_every_order() {
        String word = unique();
        List<Long> ids = createMany(word, 7);
        for (String member : sortable()) {
            for (String sort : List.of(member, "-" + member)) {
                for (int limit : List.of(1, 3, 7)) {
                    assertThat(sort, walk(named(word, "&limit=" + limit + "&sort=" + sort), page -> {}), containsInAnyOrder(ids.toArray()));
                }
            }
        }
    }

    @Test
    default void rows_come_and_go_between_pages_without_hiding_others() {
        String word = unique();
        List<Long> ids = createMany(word, 12);
        List<Long> seen = walk(named(word, "&limit=3&sort=name"), page -> {
            if (page < 3) {
                create(word + " " + (char) ('a' + page));
                create(word + " 0");
                api().delete(item(ids.get(page * 3))).then().statusCode(204);
                api().delete(item(ids.get(11 - page))).then().statusCode(204);
            }
        });
        assertThat(seen, hasItems(ids.get(1), ids.get(2), ids.get(4), ids.get(5), ids.get(7), ids.get(8)));
        assertThat(seen, hasSize(new HashSet<>(seen).size()));
    }

    @Test
    default void a_page_that_is_exactly_full_is_the_last() {
        String word = unique();
        createMany(word, 2);
        api().get(named(word, "&limit=2")).then().statusCode(200).body("items", hasSize(2)).body("next", nullValue());
        assertThat(api().get(named(word, "&limit=1")).<String>path("next"), not(nullValue()));
    }

    @Test
    default void an_empty_list_is_a_list() {
        api().get(named(unique(), "&count=true")).then().statusCode(200).contentType("application/json")
                .body("items", hasSize(0)).body("next", nullValue()).body("total", is(0));
    }

    @Test
    default void next_keeps_the_other_parameters() {
        String word = unique();
        createMany(word, 3);
        String next = api().get(named(word, "&limit=1&sort=-name&fields=name&count=true")).path("next");
        api().get(next).then().statusCode(200).body("items", is(List.of(Map.of("name", word + " b")))).body("total", is(3));
    }

    @Test
    default void sorts_up_and_down_and_by_several_members() {
        String word = unique();
        List<Long> ids = createMany(word, 4);
        List<Long> reversed = new ArrayList<>(ids);
        Collections.reverse(reversed);
        for (String sort : List.of("id", "name", "name,-id", "createdAt,id", "updatedAt,name")) {
            assertThat(sort, walk(named(word, "&limit=2&sort=" + sort), page -> {}), is(ids));
        }
        for (String sort : List.of("-id", "-name", "-name,id", "-createdAt,-id")) {
            assertThat(sort, walk(named(word, "&limit=3&sort=" + sort), page -> {}), is(reversed));
        }
    }

    @Test
    default void names_sort_without_regard_to_case_and_emoji_before_fullwidth_forms() {
        String word = unique();
        for (String suffix : List.of("Ｚ", "😀", "b", "A", "B", "é", "a")) {
            create(word + suffix);
        }
        assertThat(api().get(named(word, "&sort=name,id")).jsonPath().getList("items.name"), is(List.of(
                word + "A", word + "a", word + "b", word + "B", word + "é", word + "😀", word + "Ｚ")));
        assertThat(walk(named(word, "&sort=name&limit=1"), page -> {}), hasSize(7));
    }

    @Test
    default void a_cursor_belongs_to_its_sort_order() {
        String word = unique();
        createMany(word, 3);
        String cursor = cursor(named(word, "&limit=1&sort=name"));
        api().get(named(word, "&limit=1&sort=-name&cursor=" + cursor)).then().statusCode(400).body("errors.parameter",
                is(List.of("cursor")));
        api().get(named(word, "&limit=1&cursor=" + cursor)).then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "%00", "....", "%FF", "null", "W10", "eyJzb3J0IjoiaWQiLCJ2YWx1ZXMiOlsiMSJdfQ", "=", "😀"})
    default void a_forged_cursor_is_refused(String cursor) {
        api().get(path() + "?cursor=" + cursor).then().statusCode(400).body("errors.parameter", hasItem("cursor"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "[]", "{\"sort\":\"id\",\"values\":[]}", "{\"sort\":\"id\",\"values\":[null]}",
            "{\"sort\":\"id\",\"values\":[\"abc\"]}", "{\"sort\":\"id\",\"values\":[\"1\",\"2\"]}", "{\"sort\":null,\"values\":[\"1\"]}"})
    default void a_forged_cursor_with_a_sound_checksum_is_refused(String content) {
        CRC32 crc = new CRC32();
        crc.update(content.getBytes(UTF_8));
        byte[] signed = ByteBuffer.allocate(content.length() + 4).put(content.getBytes(UTF_8)).putInt((int) crc.getValue()).array();
        a_forged_cursor_is_refused(Base64.getUrlEncoder().withoutPadding().encodeToString(signed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\ud800"})
    default void a_cursor_with_what_not_every_database_stores_is_refused(String value) {
        String cursor = new Cursor("name", List.of(value, "5")).encode();
        api().get(path() + "?sort=name&cursor=" + cursor).then().statusCode(400).body("errors.parameter", hasItem("cursor"));
    }

    @Test
    default void a_tampered_cursor_is_refused() {
        String word = unique();
        createMany(word, 2);
        String cursor = cursor(named(word, "&limit=1"));
        for (int i = 0; i < cursor.length(); i += 3) {
            String tampered = cursor.substring(0, i) + (cursor.charAt(i) == 'A' ? 'B' : 'A') + cursor.substring(i + 1);
            api().get(path() + "?cursor=" + tampered).then().statusCode(400).body("errors.parameter", is(List.of("cursor")));
        }
        String deep = Base64.getUrlEncoder().encodeToString(("[".repeat(40_000)).getBytes(UTF_8));
        api().get(path() + "?cursor=" + deep).then().statusCode(400);
        api().get(path() + "?cursor=" + cursor + "=").then().statusCode(400);
    }

    private String cursor(String list) {
        return api().get(list).<String>path("next").replaceAll(".*cursor=([^&]*).*", "$1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "201", "abc", "1e2", "1.0", "+1", "%2B1", "0x10", "99999999999999999999", "%D9%A1", "1,2",
            "null", "007"})
    default void a_bad_limit_is_refused(String limit) {
        api().get(path() + "?limit=" + limit).then().statusCode(400).body("errors.parameter", is(List.of("limit")))
                .body("type", is("/problems/validation"));
    }

    @Test
    default void limits_from_1_to_200_are_taken() {
        api().get(path() + "?limit=1").then().statusCode(200);
        api().get(path() + "?limit=200").then().statusCode(200);
    }
}
