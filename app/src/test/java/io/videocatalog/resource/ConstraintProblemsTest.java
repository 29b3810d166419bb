package io.videocatalog.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.videocatalog.http.Fault;
import java.sql.SQLException;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConstraintProblemsTest {

    @Test
    void tells_of_an_entity_of_several_words_in_words() {
        var violation = new ConstraintViolationException("", new SQLException(), "audit_events_request_id_key");
        assertEquals(Fault.member("requestId", "duplicate", "is taken by another of the audit events"),
                ConstraintProblems.fault(violation).orElseThrow());
    }

    private static class ShelfMark {
    }

    @Test
    void knows_the_table_of_an_entity_that_does_not_name_it() {
        assertEquals("shelf_mark", Representation.tableOf(ShelfMark.class));
    }
}
