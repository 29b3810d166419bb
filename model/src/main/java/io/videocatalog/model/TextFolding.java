package io.videocatalog.model;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes text comparable without regard to case. It is done here and stored, because databases differ in what they
 * call the same letter and in how they order letters.
 */
public final class TextFolding {

    private TextFolding() {
    }

    /**
     * The text without regard to case, such that comparing two keys by UTF-16 unit (H2) and by code point (PostgreSQL
     * under the C collation) gives the same order.
     */
    public static String sortKey(String text) {
        StringBuilder key = new StringBuilder(text.length());
        text.codePoints().map(TextFolding::foldCase).map(TextFolding::behindSurrogates).forEach(key::appendCodePoint);
        return key.toString();
    }

    /**
     * The words of the texts, each with a space before it, so that the pattern {@code '% wor%'} finds a word that
     * begins with "wor". Null texts count as empty.
     */
    public static String searchText(List<String> texts) {
        StringBuilder folded = new StringBuilder();
        texts.forEach(text -> words(text).forEach(word -> folded.append(' ').append(word)));
        return folded.toString();
    }

    /**
     * The distinct words of a text after NFKC, case folding and removal of accents. Letters and digits make words and
     * everything else separates them, but each Han or Kana character and each pictograph is a word of its own.
     */
    public static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>();
        if (text == null) {
            return words;
        }
        StringBuilder word = new StringBuilder();
        for (int c : fold(text).codePoints().toArray()) {
            boolean alone = standsAlone(c);
            boolean inWord = Character.isLetterOrDigit(c) || Character.getType(c) == Character.COMBINING_SPACING_MARK;
            if (alone || !inWord) {
                flush(word, words);
            }
            if (alone) {
                words.add(Character.toString(c));
            } else if (inWord) {
                word.appendCodePoint(c);
            }
        }
        flush(word, words);
        return words;
    }

    private static String fold(String text) {
        String compatible = Normalizer.normalize(text, Normalizer.Form.NFKC);
        StringBuilder folded = new StringBuilder(compatible.length());
        Normalizer.normalize(compatible, Normalizer.Form.NFD).codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .map(TextFolding::foldCase)
                .forEach(c -> folded.append(c == 'ß' ? "ss" : Character.toString(c)));
        // Hangul syllables came apart into their letters; without this "하" would begin "한".
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    private static int foldCase(int c) {
        return Character.toLowerCase(Character.toUpperCase(c));
    }

    // UTF-16 puts U+E000..U+FFFF after the emoji and other supplementary characters, code points put them before.
    // Moving that range to the end of Unicode, where nothing else lives, makes both agree.
    private static int behindSurrogates(int c) {
        return c >= 0xE000 && c <= 0xFFFF ? c + 0x100000 : c;
    }

    private static boolean standsAlone(int c) {
        if (c < 0x2000) {
            return false;
        }
        Character.UnicodeScript script = Character.UnicodeScript.of(c);
        return script == Character.UnicodeScript.HAN || script == Character.UnicodeScript.HIRAGANA
                || script == Character.UnicodeScript.KATAKANA || Character.getType(c) == Character.OTHER_SYMBOL;
    }

    private static void flush(StringBuilder word, Set<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
