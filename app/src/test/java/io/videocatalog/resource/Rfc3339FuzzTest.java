package io.videocatalog.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class Rfc3339FuzzTest {

    private static final DateTimeFormatter JDK = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    /** In seconds: some years beyond what has four digits, on both sides. */
    private static final long FIRST = -62_500_000_000L;
    private static final long LAST = 254_000_000_000L;

    @Property
    void a_time_is_written_as_the_jdk_writes_it(@ForAll @LongRange(min = FIRST, max = LAST) long second,
            @ForAll @IntRange(max = 999_999_999) int nano) {
        Instant time = Instant.ofEpochSecond(second, nano);
        assertEquals(JDK.format(time), Rfc3339.text(time));
    }
}
