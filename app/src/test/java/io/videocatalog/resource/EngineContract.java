package io.videocatalog.resource;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What databases like to disagree about: the order of text, what text is equal, times far away, and sequences. */
interface EngineContract extends ImportContract {

    /** In the order that a list has, each after the same word. */
    List<String> SUFFIXES = List.of("", " ", "  ", " b", "!", "'", "-a", "-b", "10", "2", "_a", "A", "a b", "a-a", "aa", "B", "Z", "~",
            "ß", "Ä", "ñ", "ø", "я", "ب", "あ", "中", "한", "𝒜", "😀", "\uE000", "ﬁ", "Ａ", "\uFFFD");

    /** From the first to the last that the catalogue takes, with the days that the Gregorian calendar left out. */
    List<String> TIMES = List.of("0001-01-01T00:00:00.000Z", "1582-10-04T23:59:59.999Z", "1582-10-10T12:00:00.001Z",
            "1883-11-18T12:03:57.999Z", "1969-12-31T23:59:59.999Z", "2038-01-19T03:14:08.000Z", "9999-12-31T23:59:59.999Z");

    private List<String> names(String word, String more) {
        List<String> names = new ArrayList<>();
        for (String next = path() + "?limit=3&name.contains=" + word + more; next != null;) {
            var page = api().get(next).then().statusCode(200).extract().jsonPath();
            names.addAll(page.getList("items.name"));
            next = page.getString("next");
        }
        return names;
    }

    private Map<String, Object> row(String name, long id, String createdAt) {
        Map<String, Object> row = new HashMap<>(body(name));
        row.putAll(Map.of("id", id, "createdAt", createdAt, "updatedAt", createdAt));
        return row;
    }

    @Test
    default void names_are_ordered_by_code_point_whatever_the_locale_of_the_database() {
        String word = unique();
        List<String> ordered = new ArrayList<>(SUFFIXES.stream().map(suffix -> word + suffix).toList());
        List<String> created = new ArrayList<>(ordered);
        Collections.shuffle(created);
        created.forEach(this::create);
        assertThat(names(word, "&sort=name"), is(ordered));
        Collections.reverse(ordered);
        assertThat(names(word, "&sort=-name"), is(ordered));
    }

    @Test
    default void names_are_equal_but_for_case_only() {
        String word = unique();
        List<String> different = List.of("e", "é", "e\u0301", "ｅ", "e ", " e", "ee", "e\u200D");
        different.forEach(suffix -> create(word + suffix));
        for (String suffix : different) {
            String name = word + suffix;
            api().get(path() + "?name=" + URLEncoder.encode(name.toUpperCase(Locale.ROOT), UTF_8)).then().statusCode(200)
                    .body("items.name", is(List.of(name)));
        }
    }

    @Test
    default void times_at_the_edges_are_kept_sorted_and_filtered_to_the_millisecond() {
        String word = unique();
        long id = freeId();
        List<String> rows = new ArrayList<>();
        for (String time : TIMES) {
            rows.add(0, Json.text(row(word, id++, time)));
        }
        assertSummary(importLines("?mode=upsert", rows.toArray(String[]::new)), TIMES.size(), 0, 0);
        for (String member : List.of("createdAt", "updatedAt")) {
            String list = path() + "?name.contains=" + word + "&sort=" + member;
            assertThat(api().get(list).jsonPath().getList("items." + member), is(TIMES));
            for (int i = 0; i < TIMES.size(); i++) {
                assertThat(api().get(list + "&" + member + ".gte=" + TIMES.get(i)).jsonPath().getList("items." + member),
                        is(TIMES.subList(i, TIMES.size())));
                assertThat(api().get(list + "&" + member + ".lt=" + TIMES.get(i)).jsonPath().getList("items." + member),
                        is(TIMES.subList(0, i)));
            }
        }
        assertThat(names(word, "&sort=-createdAt").size(), is(TIMES.size()));
    }

    @Test
    default void rows_with_and_without_an_id_go_into_one_transaction() {
        String word = unique();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            rows.add(row(word));
        }
        rows.add(Json.text(bodyWith(word, "id", freeId())));
        rows.add(row(word));
        assertSummary(importLines("?mode=upsert&atomic=true", rows.toArray(String[]::new)), 1_002, 0, 0);
        assertThat(countNamed(word), is(1_002));
    }
}
