package io.videocatalog.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.videocatalog.faults.ServiceProcess;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports and exports hold no more than a few rows in memory. */
@Tag("slow")
class MillionRowsIT {

    private static final int ROWS = 1_000_000;
    private static final int ROWS_A_PIECE = 1_000;
    private static final String DESCRIPTION = "A description of the usual length, which is some three hundred characters, so that a million of them would "
            + "never fit into the memory that the service is given here. ".repeat(3);

    @TempDir
    Path home;

    @Test
    void go_in_and_out_within_256_megabytes() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(home, "-Xmx256m", "-XX:+ExitOnOutOfMemoryError")) {
            HttpResponse<Stream<String>> report = service.send(service.request("/api/videos/import").timeout(Duration.ofMinutes(10))
                    .header("Content-Type", "application/x-ndjson").POST(BodyPublishers.ofInputStream(MillionRowsIT::rows)),
                    BodyHandlers.ofLines());
            String summary = report.body().reduce((before, last) -> last).orElseThrow();
            assertEquals("{\"created\":1000000,\"updated\":0,\"rejected\":0}", summary);
            HttpResponse<Stream<String>> export = service.send(service.request("/api/videos").timeout(Duration.ofMinutes(10))
                    .header("Accept", "text/csv"), BodyHandlers.ofLines());
            assertEquals(ROWS + 1, export.body().count(), "a line for the names, and one for each row");
            assertTrue(service.isAlive());
        }
    }

    private static InputStream rows() {
        Iterator<InputStream> pieces = IntStream.range(0, ROWS / ROWS_A_PIECE).mapToObj(MillionRowsIT::piece).iterator();
        return new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return pieces.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return pieces.next();
            }
        });
    }

    private static InputStream piece(int number) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < ROWS_A_PIECE; i++) {
            lines.append("{\"name\":\"Video ").append(number * ROWS_A_PIECE + i).append("\",\"description\":\"").append(DESCRIPTION)
                    .append("\"}\n");
        }
        return new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
}
