package io.videocatalog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.videocatalog.cli.Program;
import io.videocatalog.live.EventStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class EventsRestartIT {

    private static final int TERMINATED = 143;
    private static final String SHUTDOWN_TIMEOUT = "-Dquarkus.shutdown.timeout=5m";

    private static EventStream listen(ServiceProcess service, String lastEventId) throws IOException {
        return EventStream.of(URI.create("http://127.0.0.1:" + service.port + "/api/events"), Map.of("Last-Event-ID", lastEventId));
    }

    private static String nextName(EventStream stream) {
        return stream.next("change").data().at("/after/name").asText();
    }

    @Test
    void listeners_do_not_keep_the_service_from_ending_and_go_on_where_they_were(@TempDir Path home) throws Exception {
        String last;
        try (ServiceProcess service = ServiceProcess.start(home, SHUTDOWN_TIMEOUT); EventStream stream = listen(service, "0").ready()) {
            service.post("{\"name\":\"first\",\"description\":\"d\"}");
            service.post("{\"name\":\"second\",\"description\":\"d\"}");
            assertEquals("first", nextName(stream));
            last = stream.next("change").id();
            service.terminate();
            stream.awaitEnd();
            assertEquals(TERMINATED, service.exitCode(60)); // It would wait longer for a request that does not end.
        }
        try (ServiceProcess service = ServiceProcess.start(home)) {
            service.post("{\"name\":\"third\",\"description\":\"d\"}");
            try (EventStream stream = listen(service, last)) {
                assertEquals(last, stream.next("ready").id());
                assertEquals("third", nextName(stream));
                assertEquals(0, Program.at(home).runWith("{\"name\":\"by a command\",\"description\":\"d\"}\n", "import", "-").code());
                assertEquals("by a command", nextName(stream));
                assertNull(stream.poll(300, TimeUnit.MILLISECONDS));
            }
        }
    }
}
