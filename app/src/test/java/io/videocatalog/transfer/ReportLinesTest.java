package io.videocatalog.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.videocatalog.http.StrictJson.Content;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ReportLinesTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private static Content number(int number) {
        return json -> json.writeNumberField("line", number);
    }

    @Test
    void nothing_is_written_to_a_connection_that_is_full_and_nothing_of_rows_is_lost() throws Exception {
        AtomicBoolean full = new AtomicBoolean();
        try (ReportLines lines = ReportLines.toClient(out, full::get)) {
            lines.row(number(1));
            full.set(true);
            lines.row(number(2));
            Thread.sleep(1_001); // Progress is told once a second.
            lines.progress(number(0));
            assertEquals("{\"line\":1}\n", out.toString(UTF_8));
            lines.last(number(3));
        }
        assertEquals("{\"line\":1}\n{\"line\":2}\n{\"line\":3}\n", out.toString(UTF_8));
    }
}
