package io.videocatalog.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.videocatalog.model.CatalogEntity;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.jboss.resteasy.reactive.server.jaxrs.HttpHeadersImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionsTest {

    /** Version 7, changed half a second past nine. */
    private static final CatalogEntity ROW = new CatalogEntity() {
        @Override
        public Long version() {
            return 7L;
        }
    };

    static {
        ROW.updatedAt = Instant.parse("2026-02-03T09:00:00.500Z");
    }

    private static HttpHeaders with(String name, String... values) {
        return new HttpHeadersImpl(Arrays.stream(values).map(value -> Map.entry(name, value)).toList());
    }

    private static ProblemType refusal(HttpHeaders headers) {
        return assertThrows(ProblemException.class, () -> Preconditions.checkWrite(headers, ROW)).type();
    }

    @Test
    void describes_a_row() {
        assertEquals("\"7\"", Preconditions.entityTag(ROW));
        assertEquals("Tue, 03 Feb 2026 09:00:00 GMT", Preconditions.lastModified(ROW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", " * ", "\"7\"", "\"6\",\"7\"", "\"6\" , \"7\"", ",\"7\",", "W/\"7\", \"7\""})
    void if_match_lets_the_current_version_pass(String tags) {
        assertDoesNotThrow(() -> Preconditions.checkWrite(with("If-Match", tags), ROW));
    }

    @Test
    void if_match_may_stand_on_several_lines() {
        assertDoesNotThrow(() -> Preconditions.checkWrite(with("If-Match", "\"6\"", "\"7\""), ROW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"6\"", "\"77\"", "\"\"", "W/\"7\"", "\"x,7\""})
    void if_match_refuses_other_versions(String tags) {
        assertEquals(ProblemType.PRECONDITION_FAILED, refusal(with("If-Match", tags)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "\"7", "7\"", "*,\"7\"", "\"6\" \"7\"", "\"7\" x", "x \"7\"", "\"a b\"", "w/\"7\""})
    void if_match_must_be_readable(String tags) {
        assertEquals(ProblemType.MALFORMED, refusal(with("If-Match", tags)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tue, 03 Feb 2026 08:59:59 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"})
    void if_unmodified_since_refuses_what_is_meant_for_an_earlier_time(String date) {
        assertEquals(ProblemType.PRECONDITION_FAILED, refusal(with("If-Unmodified-Since", date)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tue, 03 Feb 2026 09:00:00 GMT", "Fri Jan  1 08:49:37 2100", "yesterday", ""})
    void if_unmodified_since_lets_others_and_what_is_no_date_pass(String date) {
        assertDoesNotThrow(() -> Preconditions.checkWrite(with("If-Unmodified-Since", date), ROW));
    }

    @Test
    void if_none_match_compares_weakly() {
        assertTrue(Preconditions.isUnchanged(with("If-None-Match", "W/\"7\""), ROW));
        assertTrue(Preconditions.isUnchanged(with("If-None-Match", "*"), ROW));
        assertFalse(Preconditions.isUnchanged(with("If-None-Match", "\"6\""), ROW));
        assertFalse(Preconditions.isUnchanged(with("Other", "x"), ROW));
    }

    @Test
    void if_modified_since_compares_whole_seconds() {
        assertTrue(Preconditions.isUnchanged(with("If-Modified-Since", "Tue, 03 Feb 2026 09:00:00 GMT"), ROW));
        assertFalse(Preconditions.isUnchanged(with("If-Modified-Since", "Tue, 03 Feb 2026 08:59:59 GMT"), ROW));
        assertFalse(Preconditions.isUnchanged(with("If-Modified-Since", "garbage"), ROW));
    }
}
