package io.videocatalog.video;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Search as you type. Every video here has a word of its own, by which each search is confined to it. */
@QuarkusTest
class VideoSearchTest {

    private static final String PATH = "/api/videos";

    private String word(String name, String description) {
        String word = unique();
        json(Map.of("name", word + " " + name, "description", description)).post(PATH).then().statusCode(201);
        return word;
    }

    private boolean finds(String word, String q) {
        return total("&q=" + URLEncoder.encode(word + " " + q, UTF_8)) == 1;
    }

    private static int total(String parameters) {
        return api().get(PATH + "?count=true&limit=1" + parameters).then().statusCode(200).extract().path("total");
    }

    @ParameterizedTest
    @CsvSource({"スーパーMAN,man", "スーパーMAN,スー", "The Great Escape,great", "The Great Escape,gre", "The Great Escape,esc THE",
            "Café Müller,cafe muller", "cafe,CAFÉ",
            "cafe,cafe\u0301", "Straße,STRASSE", "strasse,straß", "ＦＵＬＬ width,full", "ﬁlm,film", "①st,1st", "Ⅷ,viii", "Ångström,angstrom",
            "ΟΔΟΣ,οδος", "οδός,ΟΔΟΣ", "Привет,ПРИВ", "İstanbul,istanbul", "rock'n'roll,roll", "a-b_c,c", "foo/bar,bar", "x.mp4,mp4",
            "東京物語,東", "東京物語,京", "東京物語,物語", "東京物語,京東", "ひらがな,ら", "カタカナ,タ", "ｶﾀｶﾅ,カ", "한국어 영화,한국", "한국어 영화,영화", "😀 smile,😀",
            "2001: A Space Odyssey,2001 space", "naïve,naive", "\u00c5,å", "R2-D2,d2"})
    void finds_words_by_their_beginning(String name, String q) {
        assertThat(q, finds(word(name, "d"), q), is(true));
    }

    @ParameterizedTest
    @CsvSource({"The Great Escape,reat", "The Great Escape,great escapes", "The Great Escape,greatescape", "한국어 영화,국어", "한국어,하", "東京,海",
            "foobar,foo bar", "cafe,caffe", "one,two", "abc,a c"})
    void does_not_find_other_text(String name, String q) {
        assertThat(q, finds(word(name, "d"), q), is(false));
    }

    @Test
    void searches_name_and_description_but_no_word_across_both() {
        String word = word("alpha", "beta\ngamma");
        assertThat(finds(word, "beta alpha gam"), is(true));
        assertThat(finds(word, "alphabeta"), is(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "\\", "'", "\"", "!", "*", "?", ".", "%%%", "' or 1=1 --", "\\%", "[a]", "{}", "$", "(", ";",
            "\u0301", "\u200b", " "})
    void special_characters_are_no_patterns(String special) {
        String word = word("plain", "text");
        assertThat(finds(word, "pl" + special + "q"), is(false));
        assertThat(finds(word, "zzz" + special), is(false));
        assertThat(finds(word, special.replace("or 1=1", "").replace("a", "")), is(true));
    }

    @Test
    void a_search_without_words_finds_everything() {
        word("x", "y");
        int all = total("");
        assertThat(all, is(greaterThan(0)));
        for (String q : List.of("", "%25", "_", "%27", "...", "+")) {
            assertThat(q, total("&q=" + q), is(all));
        }
    }

    @Test
    void a_search_is_limited_in_length() {
        String word = word("x", "y");
        assertThat(finds(word, "x ".repeat(110)), is(true));
        api().get(PATH + "?q=" + "%F0%9F%98%80".repeat(250)).then().statusCode(200);
        for (String q : List.of("x".repeat(251), "%25".repeat(10_000), "%F0%9F%98%80".repeat(251), "a+".repeat(5_000))) {
            api().get(PATH + "?q=" + q).then().statusCode(400).body("errors.parameter", is(List.of("q"))).body("errors.code",
                    is(List.of("too-long")));
        }
    }

    @Test
    void what_expands_most_in_folding_can_be_stored_and_found() {
        String longest = "\uFDFA".repeat(240);
        String word = unique();
        json(Map.of("name", longest, "description", word + " " + "\uFDFA".repeat(480))).post(PATH).then().statusCode(201);
        assertThat(finds(word, "\uFDFA"), is(true));
    }

    @Test
    void finds_what_was_written_last() {
        String word = unique();
        int id = json(Map.of("name", word, "description", "before")).post(PATH).path("id");
        json(Map.of("description", "after")).patch(PATH + "/" + id).then().statusCode(200);
        assertThat(finds(word, "after"), is(true));
        assertThat(finds(word, "before"), is(false));
        api().delete(PATH + "/" + id).then().statusCode(204);
        assertThat(finds(word, "after"), is(false));
    }

    @Test
    void goes_with_filters_sorting_and_paging() {
        String word = unique();
        for (String name : List.of("c", "a", "b")) {
            json(Map.of("name", word + " " + name, "description", "d")).post(PATH).then().statusCode(201);
        }
        var page = api().get(PATH + "?limit=2&sort=-name&q=" + word);
        assertThat(page.jsonPath().getList("items.name"), is(List.of(word + " c", word + " b")));
        assertThat(api().get(page.<String>path("next")).jsonPath().getList("items.name"), is(List.of(word + " a")));
    }
}
