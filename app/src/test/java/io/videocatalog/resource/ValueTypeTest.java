package io.videocatalog.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypeTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "-7.25", "007", "0.0012345678901234567", "1E300", "2.5e-3", "1e+2"})
    void decimal_numbers_are_read(String text) {
        assertEquals(Double.valueOf(text), ValueType.DECIMAL.parse(text, Double.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "1 ", "+1", ".5", "5.", "1d", "0x1p3", "1e", "NaN", "Infinity", "1e999", "\u0661"})
    void what_json_would_not_take_for_a_number_is_refused(String text) {
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> ValueType.DECIMAL.parse(text, Double.class));
        assertEquals("must be a number", refusal.getMessage());
    }
}
