package io.videocatalog.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFoldingTest {

    /** As PostgreSQL compares under the C collation. */
    private static final Comparator<String> BY_CODE_POINT = (one, other) -> {
        int[] a = one.codePoints().toArray();
        int[] b = other.codePoints().toArray();
        return Arrays.compare(a, b);
    };

    @ParameterizedTest
    @CsvSource({"Abc,aBC", "ÄÖÜ,äöü", "ΟΔΟΣ,οδος", "Привет,ПРИВЕТ", "ǅ,ǆ"})
    void keys_of_texts_that_differ_in_case_are_equal(String one, String other) {
        assertEquals(TextFolding.sortKey(one), TextFolding.sortKey(other));
    }

    @ParameterizedTest
    @CsvSource({"a,á", "a,b", "ss,ß", "o,0"})
    void keys_of_other_texts_differ(String one, String other) {
        assertTrue(!TextFolding.sortKey(one).equals(TextFolding.sortKey(other)));
    }

    @Test
    void keys_are_ordered_alike_by_utf16_unit_and_by_code_point() {
        List<String> keys = new ArrayList<>();
        for (String text : List.of("a", "Z", "é", "東", "한", "\uE000", "\uFB01", "ｚ", "\uFFFD", "😀", "\uD83D\uDE00a", "\uDBFF\uDFFD",
                "𐐀")) {
            keys.add(TextFolding.sortKey(text));
        }
        List<String> byUnit = keys.stream().sorted().toList();
        assertEquals(byUnit, keys.stream().sorted(BY_CODE_POINT).toList());
    }

    @Test
    void keys_have_no_more_code_points_than_their_texts() {
        String text = "İŉǰΐßﬁ\uFDFA😀";
        String key = TextFolding.sortKey(text);
        assertEquals(text.codePointCount(0, text.length()), key.codePointCount(0, key.length()));
    }

    @ParameterizedTest
    @CsvSource({"Hello World,hello world", "rock'n'roll,rock n roll", "Café,cafe", "ﬁlm,film", "Straße,strasse", "①,1", "ＡＢＣ,abc",
            "東京,東 京", "カナ,カ ナ", "한국어 영화,한국어 영화", "a_b%c\\d,a b c d", "...,''", "to be to,to be", "x😀y,x 😀 y", "\u200b,''"})
    void words_are_folded_and_separated(String text, String words) {
        assertEquals(words, String.join(" ", TextFolding.words(text)));
    }

    @Test
    void a_word_is_cut_where_an_index_could_not_hold_it() {
        assertEquals(List.of("\u0627\u0644\u0644\u0647".repeat(125)), List.copyOf(TextFolding.words("\uFDF2".repeat(250))));
    }

    @Test
    void search_text_has_a_space_before_every_word_and_passes_over_null() {
        List<String> texts = new ArrayList<>(List.of("One two", "Three"));
        texts.add(null);
        assertEquals(" one two three", TextFolding.searchText(texts));
        assertEquals("", TextFolding.searchText(List.of("", "--")));
    }

    @Test
    void the_longest_search_text_fits_its_column() {
        String longest = "\uFDFA".repeat(250);
        assertTrue(TextFolding.searchText(List.of(longest, longest + longest)).length() <= SearchText.LENGTH);
    }
}
