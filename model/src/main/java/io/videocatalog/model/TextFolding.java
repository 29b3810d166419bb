package io.videocatalog.model;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Makes text comparable without regard to case. It is done here and stored, because databases differ in what they
 * call the same letter and in how they order letters.
 */
public final class TextFolding {

    /** PostgreSQL indexes no word of more than 2046 bytes. Only ligatures that come apart can make one this long of a text that fits. */
    private static final int LONGEST_WORD = 500;

    /** A mark between Kana, which Unicode counts to no script. */
    private static final int PROLONGED_SOUND = 0x30FC;

    private TextFolding() {
    }

    /**
     * The text without regard to case, such that comparing two keys by UTF-16 unit (H2) and by code point (PostgreSQL
     * under the C collation) gives the same order.
     */
    public static String sortKey(String text) {
        if (isAscii(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        StringBuilder key = new StringBuilder(text.length());
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            key.appendCodePoint(behindSurrogates(foldCase(c)));
            i += Character.charCount(c);
        }
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

    /** The words of which {@link #searchText} has made a text. */
    public static List<String> split(String searchText) {
        return searchText.isEmpty() ? List.of() : List.of(searchText.substring(1).split(" "));
    }

    /**
     * The distinct words of a text after NFKC, case folding and removal of accents. Letters and digits make words and
     * everything else separates them, but each Han or Kana character and each pictograph is a word of its own. A word of
     * more than 500 characters is cut.
     */
    public static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>();
        if (text == null) {
            return words;
        }
        String folded = fold(text);
        int start = 0;
        for (int i = 0; i < folded.length();) {
            int c = folded.codePointAt(i);
            int next = i + Character.charCount(c);
            if (standsAlone(c)) {
                add(folded, start, i, words);
                add(folded, i, next, words);
                start = next;
            } else if (!isInWord(c)) {
                add(folded, start, i, words);
                start = next;
            }
            i = next;
        }
        add(folded, start, folded.length(), words);
        return words;
    }

    private static void add(String folded, int start, int end, Set<String> words) {
        if (start < end) {
            boolean fits = end - start <= LONGEST_WORD || folded.codePointCount(start, end) <= LONGEST_WORD;
            words.add(folded.substring(start, fits ? end : folded.offsetByCodePoints(start, LONGEST_WORD)));
        }
    }

    private static String fold(String text) {
        if (isAscii(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder folded = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length();) {
            int c = decomposed.codePointAt(i);
            i += Character.charCount(c);
            if (Character.getType(c) != Character.NON_SPACING_MARK) {
                fold(c, folded);
            }
        }
        // Hangul syllables came apart into their letters; without this "하" would begin "한".
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    private static void fold(int c, StringBuilder folded) {
        int lower = foldCase(c);
        if (lower == 'ß') {
            folded.append("ss");
        } else {
            folded.appendCodePoint(lower);
        }
    }

    // Most text is, and then there is little to fold.
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
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
                || script == Character.UnicodeScript.KATAKANA || c == PROLONGED_SOUND || Character.getType(c) == Character.OTHER_SYMBOL;
    }

    private static boolean isInWord(int c) {
        if (c < 0x80) {
            return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
        }
        return Character.isLetterOrDigit(c) || Character.getType(c) == Character.COMBINING_SPACING_MARK;
    }
}
