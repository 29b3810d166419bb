package io.videocatalog.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartLineTest {

    @Test
    void the_port_is_the_one_that_is_set() throws Exception {
        assertEquals(8080, StartLine.port(8080, () -> -1));
    }

    @Test
    void where_any_would_do_it_is_the_one_taken_though_that_is_not_known_at_once() throws Exception {
        Iterator<Integer> told = List.of(-1, -1, 41_234).iterator();

        assertEquals(41_234, StartLine.port(0, told::next));
    }
}
