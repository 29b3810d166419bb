package io.videocatalog.web;

import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;

/** How somebody's browser shows pages. */
record Look(int width, ColorScheme colors, String language) {

    static final Look USUAL = new Look(1400, ColorScheme.LIGHT, "en-US");
    /** Each width with each kind of colours, each of these in one language. */
    static final List<Look> ALL = List.of(USUAL, new Look(1400, ColorScheme.DARK, "ko-KR"), new Look(360, ColorScheme.LIGHT, "ko-KR"),
            new Look(360, ColorScheme.DARK, "en-US"));

    /** Those that axe judges: each width and each kind of colours once, since a judgement takes a second. */
    static final List<Look> JUDGED = List.of(ALL.get(0), ALL.get(3));

    boolean isKorean() {
        return language.startsWith("ko");
    }

    @Override
    public String toString() {
        return width + "-" + colors.name().toLowerCase(Locale.ROOT) + "-" + language.substring(0, 2);
    }
}
