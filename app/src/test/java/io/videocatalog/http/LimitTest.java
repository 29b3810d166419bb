package io.videocatalog.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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
    void what_was_used_comes_back_evenly_and_each_answer_says_when() {
        Clock clock = new Clock();
        Limit limit = new Limit("test", 5, Duration.ofMinutes(1), clock);
        assertEquals("\"test\";r=4;t=12", limit.state(limit.take("one")));
        clock.seconds = 5;
        assertEquals("\"test\";r=3;t=19", limit.state(limit.take("one")));
        for (int left = 2; left >= 0; left--) {
            assertEquals(left, limit.take("one").getRemainingTokens());
        }
        ConsumptionProbe refused = limit.take("one");
        assertEquals("\"test\";r=0;t=7", limit.state(refused));
        assertEquals(7, Limit.retryAfter(refused));
        clock.seconds = 11;
        assertEquals(1, Limit.retryAfter(limit.take("one")));
        clock.seconds = 12;
        assertTrue(limit.take("one").isConsumed());
        assertEquals(12, Limit.retryAfter(limit.take("one")));
    }

    private static final class Clock implements TimeMeter {

        private long seconds;

        @Override
        public long currentTimeNanos() {
            return TimeUnit.SECONDS.toNanos(seconds);
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    @Test
    void none_is_no_limit() {
        assertTrue(new Limit("test", 0, Duration.ofHours(1)).isOff());
    }
}
