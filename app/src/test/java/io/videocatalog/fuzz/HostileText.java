package io.videocatalog.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Tuple;

/** Texts of any characters, and of pieces that mean something to some parser. */
public class HostileText implements ArbitrarySupplier<String> {

    /** Each of which some parser has taken for what it was not. */
    public static final List<String> PIECES = List.of("\0", "\r\n", "\n", "\t", " ", "\u0085", "\u00A0", "\u2028", "\uFEFF", "\uFFFF",
            "\uD83D",
            "\uDE00", "\uD83D\uDE00", "e\u0301", "\u0130", "\u00DF", "%", "%00", "%C3", "%C3%A9", "%zz", "+", "&", "=", ",", ";", "'", "\"",
            "`",
            "\\", "/", "..", "~0", "~1", "*", "?", "_", "!", ":", ":p0", "--", "/*", "' or '1'='1", "${x}", "#{x}", "{", "}", "[", "]",
            "null",
            "true", "0", "-0", "1", "-1", "1e400", "1.5", "9223372036854775808", "NaN", "2026-01-31", "2026-02-30", "2026-01-31T12:00:00Z",
            "+10000-01-01T00:00:00Z", "id", "-id", "name", "W/", "\"7\"", "a", "B");

    /** The text as UTF-8 can have it: a question mark stands for each half of a character. */
    public static String encodable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** For those who do not take them as a parameter. */
    public static Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(PIECES).list().ofMaxSize(12).map(some -> String.join("", some));
        Arbitrary<String> repeated = Arbitraries.of(PIECES).map(piece -> piece.repeat(40_000 / piece.length()));
        return Arbitraries.frequencyOf(Tuple.of(10, pieces), Tuple.of(5, Arbitraries.strings().all().ofMaxLength(80)), //
                Tuple.of(5, Arbitraries.strings().ascii().ofMaxLength(80)), Tuple.of(1, repeated));
    }

    @Override
    public Arbitrary<String> get() {
        return texts();
    }
}
