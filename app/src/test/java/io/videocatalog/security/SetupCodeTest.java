package io.videocatalog.security;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SetupCodeTest {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void a_code_is_taken_for_half_an_hour() {
        SetupCode codes = new SetupCode();
        String code = codes.next(START);
        Instant end = START.plus(Duration.ofMinutes(30));
        assertTrue(codes.isCurrent(code, START));
        assertTrue(codes.isCurrent(code, end.minusMillis(1)));
        assertFalse(codes.isCurrent(code, end));
        assertFalse(codes.isCurrent(OpaqueToken.next(), START));
    }

    @Test
    void without_a_code_none_is_taken() {
        assertFalse(new SetupCode().isCurrent(OpaqueToken.next(), START));
    }
}
