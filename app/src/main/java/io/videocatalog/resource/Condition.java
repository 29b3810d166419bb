package io.videocatalog.resource;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A condition on rows, in HQL.
 *
 * @param compared the path that is compared with a value; null when a part of a text is looked for
 * @param plain as every database takes it
 * @param walking such that no index serves it
 * @param lookingUp such that PostgreSQL's index for it serves
 */
record Condition(String compared, String plain, String walking, String lookingUp) {

    static Condition compare(String path, String comparison) {
        return new Condition(path, path + comparison, unindexed(path) + comparison, path + comparison);
    }

    /** @param index a call of one of the {@link IndexFunctions} */
    static Condition match(String path, String like, String index) {
        String plain = path + like;
        return new Condition(null, plain, plain, plain + " and " + index + " = true");
    }

    /** The same value, but such that no index has it. */
    static String unindexed(String path) {
        return "least(" + path + ", " + path + ")";
    }

    /** A word by its beginning, as {@code has_words} takes it. */
    static String beginning(String word) {
        return quoted(word) + ":*";
    }

    /** The pairs of characters in a part of a text, as {@code has_pairs} takes them. */
    static String pairs(String part) {
        int[] characters = part.codePoints().toArray();
        if (characters.length == 1) {
            return beginning(part);
        }
        Set<String> pairs = new LinkedHashSet<>();
        for (int i = 1; i < characters.length; i++) {
            pairs.add(quoted(new String(characters, i - 1, 2)));
        }
        return String.join(" & ", pairs);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
