package io.videocatalog.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.videocatalog.faults.ServiceProcess;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On H2, the index of words and the rows belong together, whenever the process is killed. */
@Tag("slow")
class WordIndexKillIT {

    private static final int ROUNDS = 6;
    private static final int CLIENTS = 4;
    /** More than are walked through for a page. */
    private static final int FILLERS = 8_000;
    private static final int MILLIS_OF_INDEXING = 5_000;
    private static final int MILLIS_BETWEEN_ROWS = 40;

    private final Set<String> marks = ConcurrentHashMap.newKeySet();

    @Test
    void every_acknowledged_row_is_found_by_its_word(@TempDir Path home) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(home)) {
            String rows = "{\"name\":\"filler\",\"description\":\"no mark\"}\n".repeat(FILLERS);
            assertEquals(200,
                    service.send(service.request("/api/videos/import").timeout(Duration.ofMinutes(2))
                            .header("Content-Type", "application/x-ndjson")
                            .POST(BodyPublishers.ofString(rows))).statusCode());
        }
        for (int round = 0; round < ROUNDS; round++) {
            try (ServiceProcess service = ServiceProcess.start(home)) {
                List<Thread> clients = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    clients.add(new Thread(() -> createUntilKilled(service)));
                }
                clients.forEach(Thread::start);
                Thread.sleep(2_000 + 300 * round);
                service.kill();
                for (Thread client : clients) {
                    client.join();
                }
            }
        }
        try (ServiceProcess service = ServiceProcess.start(home)) {
            requireFound(service);
            Thread.sleep(MILLIS_OF_INDEXING);
            requireFound(service);
        }
        System.out.printf("%d kills, %d rows, each found by its word%n", ROUNDS, marks.size());
    }

    private void createUntilKilled(ServiceProcess service) {
        try {
            while (true) {
                String mark = "mark" + UUID.randomUUID().toString().replace("-", "");
                HttpResponse<String> answer = service.post("{\"name\":\"row\",\"description\":\"%s\"}".formatted(mark));
                if (answer.statusCode() == 201) {
                    marks.add(mark);
                }
                Thread.sleep(MILLIS_BETWEEN_ROWS);
            }
        } catch (Exception killed) {
            // What was not acknowledged may be there or not.
        }
    }

    private void requireFound(ServiceProcess service) throws Exception {
        assertTrue(marks.size() > ROUNDS, "rows were written in each round");
        for (String mark : marks) {
            String page = service.get("/api/videos?fields=description&sort=-name&q=" + mark).body();
            assertTrue(page.contains(mark), mark);
        }
    }
}
