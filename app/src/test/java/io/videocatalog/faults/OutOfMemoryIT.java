package io.videocatalog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Tag("jvm")
class OutOfMemoryIT {

    private static final int EXIT_CODE = 3;
    private static final int MOST_BODIES = 600;
    private static final String HEAD = "POST /api/videos HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000001\r\n\r\n";

    @Test
    void a_process_without_memory_ends_by_itself_and_has_kept_what_it_acknowledged(@TempDir Path home) throws Exception {
        WriteLoad load;
        try (ServiceProcess service = ServiceProcess.start(home, "-Xmx64m")) {
            load = WriteLoad.on(service, 4);
            load.awaitAcknowledged(100, 60);
            List<Socket> held = fill(service);
            assertEquals(EXIT_CODE, service.exitCode(60));
            // The JVM's own words, or those of the service, if a library has caught the error before the JVM saw it.
            String last = service.out() + service.err();
            assertTrue(last.contains("java.lang.OutOfMemoryError") || last.contains("Memory has run out"), last);
            load.join();
            for (Socket socket : held) {
                socket.close();
            }
        }
        try (ServiceProcess service = ServiceProcess.start(home)) {
            load.requireKept(service);
        }
    }

    /** Sends bodies that never end, until the process is gone. */
    private static List<Socket> fill(ServiceProcess service) {
        List<Socket> held = new ArrayList<>();
        byte[] request = (HEAD + " ".repeat(1_000_000)).getBytes(StandardCharsets.US_ASCII);
        while (service.isAlive() && held.size() < MOST_BODIES) {
            try {
                Socket socket = new Socket("127.0.0.1", service.port);
                held.add(socket);
                socket.getOutputStream().write(request);
            } catch (IOException e) {
                continue; // The process may be ending just now.
            }
        }
        return held;
    }
}
