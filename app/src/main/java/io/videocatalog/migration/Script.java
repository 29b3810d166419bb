package io.videocatalog.migration;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A script as it is written for people to read and to complete. */
final class Script {

    private static final int LONGEST_NAME = 60;

    private final String title;
    private final String text;
    private final boolean empty;

    Script(String message, List<Difference> differences) {
        title = onOneLine(message);
        empty = differences.isEmpty();
        text = "-- " + title + "\n\n" + differences.stream().map(Difference::sql).collect(Collectors.joining("\n\n")) + "\n";
    }

    // Whatever the message is, it must not end the comment, nor be a placeholder, which Flyway replaces in comments, too.
    private static String onOneLine(String message) {
        String line = message.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\s]+", " ").replace("${", "$ {").strip();
        return line.isEmpty() ? "Change the tables." : capital(line) + (line.matches(".*[.!?…]") ? "" : ".");
    }

    private static String capital(String line) {
        int first = line.codePointAt(0);
        return Character.toString(Character.toUpperCase(first)) + line.substring(Character.charCount(first));
    }

    /** Whether there is nothing to change. */
    boolean isEmpty() {
        return empty;
    }

    /** The name of its file. */
    String name(int number) {
        String words = Normalizer.normalize(title, Normalizer.Form.NFD).replaceAll("\\p{M}+", "").toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
        String cut = words.length() <= LONGEST_NAME ? words : words.substring(0, LONGEST_NAME).replaceAll("_$", "");
        return "V" + number + "__" + (cut.isEmpty() ? "change_the_tables" : cut) + ".sql";
    }

    String text() {
        return text;
    }

    /** Whether people have to decide something before the script does all that it is to do. */
    boolean hasDecisions() {
        return text.lines().anyMatch(line -> line.matches("-- (alter|drop|update|create) .*;"));
    }
}
