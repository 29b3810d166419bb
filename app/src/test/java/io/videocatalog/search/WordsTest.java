package io.videocatalog.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.videocatalog.model.TextFolding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WordsTest {

    /** Short ones of few letters, so that many are alike, and some of other alphabets. */
    @Provide
    static Arbitrary<Collection<String>> words() {
        Arbitrary<String> word = Arbitraries.of("a", "b", "0", "é", "한", "東", "😀").list().ofMinSize(1).ofMaxSize(4)
                .map(letters -> String.join("", letters));
        return word.list().ofMaxSize(40).map(ArrayList::new);
    }

    @Property
    void whatever_was_added_is_found_by_its_beginnings_and_nothing_else_is(@ForAll("words") Collection<String> some,
            @ForAll("words") Collection<String> more, @ForAll("words") Collection<String> asked) {
        Words words = Words.NONE.plus(some).plus(more);
        Set<String> all = new HashSet<>(some);
        all.addAll(more);
        asked.addAll(all);
        for (String beginning : asked) {
            assertEquals(all.stream().anyMatch(word -> word.startsWith(beginning)), words.haveBeginning(beginning), beginning);
        }
        assertSame(words, words.plus(all));
        assertFalse(Words.NONE.haveBeginning("a"));
    }

    @Property
    void the_order_of_adding_does_not_matter(@ForAll("words") Collection<String> some, @ForAll("words") Collection<String> more) {
        assertEquals(Words.NONE.plus(some).plus(more).toString(), Words.NONE.plus(more).plus(some).toString());
    }

    @Property
    void the_words_of_a_search_text_are_those_of_the_text(@ForAll("words") Collection<String> some) {
        String text = String.join("-", some);
        assertEquals(List.copyOf(TextFolding.words(text)), TextFolding.split(TextFolding.searchText(List.of(text))));
    }
}
