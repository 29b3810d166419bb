package io.videocatalog.resource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Writes times as RFC 3339 has them, in UTC and to the millisecond. */
final class Rfc3339 {

    private static final DateTimeFormatter ANY = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final byte[] FORM = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);
    private static final int NANOS_OF_MILLI = 1_000_000;

    private Rfc3339() {
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
