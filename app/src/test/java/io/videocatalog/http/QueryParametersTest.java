package io.videocatalog.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {

    private static List<String> faulty(String query) {
        return assertThrows(ProblemException.class, () -> QueryParameters.parse(query)).faults().stream().map(Fault::parameter).toList();
    }

    @ParameterizedTest
    @CsvSource({"a=b,b", "a=%C3%A9,é", "a=b+c,b c", "a=b%2Bc,b+c", "a=b%20c,b c", "a=%F0%9F%98%80,😀", "a=b=c,b=c", "a=%25,%", "&&a=1&,1",
            "%61=1,1"})
    void decodes_values(String query, String value) {
        assertEquals(Optional.of(value), QueryParameters.parse(query).find("a"));
    }

    @Test
    void tells_an_empty_value_from_none() {
        assertEquals(Optional.of(""), QueryParameters.parse("a").find("a"));
        assertEquals(Optional.of(""), QueryParameters.parse("a=").find("a"));
        assertEquals(Optional.empty(), QueryParameters.parse("a=").find("b"));
        assertEquals(Optional.empty(), QueryParameters.parse(null).find("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "%4g", "%00", "%0a", "%1F", "%7f", "%C2%80", "%FF", "%C3", "%C0%AF", "%ED%A0%80",
            "%ED%A0%BD%ED%B8%80"})
    void refuses_what_is_no_text(String value) {
        assertEquals(List.of("a"), faulty("a=" + value));
        assertEquals(List.of("query"), faulty(value + "=a"));
    }

    @Test
    void names_all_faults_at_once() {
        assertEquals(List.of("a", "b", "c"), faulty("a=%00&b=1&b=2&c=%zz"));
    }

    @Test
    void refuses_what_is_unknown() {
        var parameters = QueryParameters.parse("a=1&b=2&c=3");
        var problem = assertThrows(ProblemException.class, () -> parameters.refuseUnknown(Set.of("b")));
        assertEquals(List.of("a", "c"), problem.faults().stream().map(Fault::parameter).toList());
    }

    @Test
    void reads_booleans_strictly() {
        assertTrue(QueryParameters.parse("a=true").isTrue("a"));
        assertFalse(QueryParameters.parse("a=false").isTrue("a"));
        assertFalse(QueryParameters.parse("").isTrue("a"));
        assertThrows(ProblemException.class, () -> QueryParameters.parse("a=TRUE").isTrue("a"));
    }

    @Test
    void writes_a_query_that_reads_the_same() {
        String query = QueryParameters.parse("q=%26%3D%2B%25+%C3%A9&sort=a,b").with("cursor", "x");
        assertEquals("q=%26%3D%2B%25%20%C3%A9&sort=a,b&cursor=x", query);
        assertEquals(Optional.of("&=+% é"), QueryParameters.parse(query).find("q"));
        assertEquals("a=2", QueryParameters.parse("a=1").with("a", "2"));
    }

    @Test
    void what_the_path_settles_may_only_be_said_again_in_the_query() {
        assertEquals(Optional.of("1"), QueryParameters.parse("b=2").withFixed("a", "1").find("a"));
        assertEquals(Optional.of("1"), QueryParameters.parse("a=1").withFixed("a", "1").find("a"));
        assertThrows(ProblemException.class, () -> QueryParameters.parse("a=2").withFixed("a", "1"));
    }
}
