package io.videocatalog.video;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.content;
import static io.videocatalog.http.Api.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Few rows among many, wherever they lie. The smaller the page, the sooner PostgreSQL is asked for all that match instead of
 * being walked along.
 */
@QuarkusTest
class VideoSelectionTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OTHERS = 800;
    /** What is special to SQL, to a pattern, or to an index of parts. */
    private static final List<String> PARTS = List.of("'", "\\", "''", "\\'", "a'", "':*", "a & b", "!", "|", "(", "<->", "%", "_", "!_",
            "\"", "\u9F8D", "\uD55C\uAD6D", "\uD83D\uDC36", "\uD83D\uDC36x", "x \uD83D\uDC36", "\uE000", "\uFB01", "\u00df", " ");

    /** Creates videos of these names with many others before, between and behind them. */
    private static void create(List<String> names) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < OTHERS; i++) {
            lines.append(line((i % 2 == 0 ? "0 other " : "\uD55C other ") + i));
            if (i % (OTHERS / 4) == OTHERS / 8) {
                int part = i / (OTHERS / 4);
                for (String name : names.subList(names.size() * part / 4, names.size() * (part + 1) / 4)) {
                    lines.append(line(name));
                }
            }
        }
        api().contentType("application/x-ndjson").body(lines.toString()).post("/api/videos/import").then().statusCode(200);
    }

    private static String line(String name) throws Exception {
        return JSON.writeValueAsString(Map.of("name", name, "description", "d")) + "\n";
    }

    private static List<String> walk(String query, int limit, String sort) {
        List<String> names = new ArrayList<>();
        String next = "/api/videos?count=true&limit=" + limit + "&sort=" + sort + "&" + query;
        int total = -1;
        while (next != null) {
            JsonNode page = content(api().get(next));
            names.addAll(page.path("items").findValuesAsText("name"));
            total = page.get("total").intValue();
            next = page.path("next").textValue();
        }
        assertThat(query, total, is(names.size()));
        return names;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 200})
    void come_in_order_from_pages_of_every_size(int limit) throws Exception {
        String word = unique();
        List<String> names = IntStream.range(0, 24).mapToObj(i -> word + " " + (char) ('a' + i * 7 % 24) + (i % 3 == 0 ? " third" : ""))
                .toList();
        create(names);
        for (String query : List.of("q=" + word, "name.contains=" + word, "q=" + word + "&createdAt.gte=2000-01-01T00:00:00Z")) {
            inEveryOrder(query, limit, names);
        }
        inEveryOrder("q=thi+" + word, limit, names.stream().filter(name -> name.endsWith("third")).toList());
        inEveryOrder("q=" + word + "&name.contains=%20third", limit, names.stream().filter(name -> name.endsWith(" third")).toList());
        inEveryOrder("q=" + word + "&name.contains=absent", limit, List.of());
    }

    private static void inEveryOrder(String query, int limit, List<String> inOrderOfId) {
        List<String> byName = inOrderOfId.stream().sorted().toList();
        for (String sort : List.of("id", "createdAt", "updatedAt,id")) {
            assertThat(query + " " + sort, walk(query, limit, sort), is(inOrderOfId));
        }
        assertThat(query, walk(query, limit, "-id"), is(reversed(inOrderOfId)));
        assertThat(query, walk(query, limit, "name,-createdAt"), is(byName));
        assertThat(query, walk(query, limit, "-name"), is(reversed(byName)));
    }

    private static List<String> reversed(List<String> names) {
        List<String> reversed = new ArrayList<>(names);
        Collections.reverse(reversed);
        return reversed;
    }

    @Test
    void are_found_by_any_part_of_their_name() throws Exception {
        String word = unique();
        List<String> names = PARTS.stream().flatMap(part -> Stream.of(word + part + word, part.strip() + word + part + "b",
                word + part + "c" + word, "x" + part + word)).toList();
        create(names);
        for (String part : PARTS) {
            for (String query : List.of(word + part, part + word)) {
                List<String> found = names.stream().filter(name -> name.contains(query)).sorted().toList();
                assertThat(query, walk("name.contains=" + encoded(query), 7, "id").stream().sorted().toList(), is(found));
            }
        }
    }

    @Test
    void are_found_by_one_character() throws Exception {
        String character = Character.toString(0x20000 + Math.floorMod(unique().hashCode(), 0xA000));
        create(List.of("a" + character, character + "b", "c" + character + "d", character));
        for (String parameter : List.of("name.contains", "q")) {
            assertThat(walk(parameter + "=" + encoded(character), 1, "name").size(), is(4));
        }
    }

    @Test
    void may_have_words_that_are_too_long_for_an_index() throws Exception {
        String word = unique();
        create(List.of(word + " " + "\uFDF2".repeat(220)));
        assertThat(walk("q=" + word + "+" + encoded("\uFDF2".repeat(200)), 1, "id").size(), is(1));
    }
}
