package io.videocatalog.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitTest {

    private static final int MILLION = 1_000_000;

    @Test
    void each_caller_has_a_quota_of_its_own() {
        Limit limit = new Limit("test", 2, Duration.ofHours(1));
        assertTrue(limit.take("one").isConsumed());
        assertTrue(limit.take("one").isConsumed());
        assertFalse(limit.take("one").isConsumed());
        assertTrue(limit.take("other").isConsumed());
        assertEquals("\"test\";q=2;w=3600", limit.policy());
    }

    @Test
    void a_million_callers_are_not_all_remembered_but_whoever_has_no_quota_left_is() {
        Limit limit = new Limit("test", 3, Duration.ofHours(1));
        for (int i = 0; i < 3; i++) {
            assertTrue(limit.take("greedy").isConsumed());
        }
        for (int i = 0; i < MILLION; i++) {
            assertTrue(limit.take("caller " + i).isConsumed());
        }
        assertTrue(limit.callers() <= MILLION / 10, limit.callers() + " are remembered");
        assertFalse(limit.take("greedy").isConsumed());
    }

    @Test
    void none_is_no_limit() {
        assertTrue(new Limit("test", 0, Duration.ofHours(1)).isOff());
    }
}
