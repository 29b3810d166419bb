package io.videocatalog.resource;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as RFC 3339 has them; they are written in UTC and to the millisecond. */
final class Rfc3339 {

    private static final DateTimeFormatter ANY = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final byte[] FORM = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);
    private static final int NANOS_OF_MILLI = 1_000_000;

    /** Its date-time, of which the JDK would take a part for the whole; of a fraction it takes nine digits. */
    private static final Pattern DATE_TIME = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d)(?:(\\.\\d{1,9})\\d*)?([Zz]|[+-]\\d\\d:\\d\\d)");

    private Rfc3339() {
    }

    /** @throws DateTimeException when the text is none, or a day or time that there is not */
    static OffsetDateTime parse(String text) {
        Matcher matcher = DATE_TIME.matcher(text);
        if (!matcher.matches()) {
            throw new DateTimeException(text);
        }
        String fraction = matcher.group(2) == null ? "" : matcher.group(2);
        return OffsetDateTime.parse(matcher.group(1) + fraction + matcher.group(3));
    }

    /** Such as {@code 2026-01-31T12:00:00.000Z}. A row of a list has two, and the JDK's formatter costs more than all else in it. */
    static String text(Instant time) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
        if (utc.getYear() < 0 || utc.getYear() > 9999) {
            return ANY.format(time);
        }
        byte[] text = FORM.clone();
        put(utc.getYear(), text, 3);
        put(utc.getMonthValue(), text, 6);
        put(utc.getDayOfMonth(), text, 9);
        put(utc.getHour(), text, 12);
        put(utc.getMinute(), text, 15);
        put(utc.getSecond(), text, 18);
        put(utc.getNano() / NANOS_OF_MILLI, text, 22);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Puts the digits of a number in the place of zeros, of which the last is at this index. */
    private static void put(int number, byte[] text, int last) {
        int rest = number;
        for (int i = last; rest > 0; i--, rest /= 10) {
            text[i] += rest % 10;
        }
    }
}
