package io.videocatalog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the history is worth after the process was killed again and again. */
@Tag("slow")
class ReplayIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROUNDS = 4;
    private static final int WRITES_A_ROUND = 300;

    /** What was acknowledged: ids with the versions that were made. */
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    private interface Start {
        ServiceProcess start() throws Exception;
    }

    @Test
    void replayed_it_gives_the_catalogue_on_h2(@TempDir Path home) throws Exception {
        killAndReplay(() -> ServiceProcess.start(home));
    }

    @Test
    void replayed_it_gives_the_catalogue_on_postgresql(@TempDir Path folder) throws Exception {
        try (PostgresInstance server = PostgresInstance.create(folder, "server")) {
            killAndReplay(() -> ServiceProcess.startOn(server.url()));
        }
    }

    private void killAndReplay(Start start) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            try (ServiceProcess service = start.start()) {
                requireTrueHistory(service);
                WriteLoad load = WriteLoad.on(json -> writeSeveral(service, json), 8);
                load.awaitAcknowledged(WRITES_A_ROUND, 60);
                service.kill();
                load.join();
                assertEquals(List.of(), List.copyOf(load.failures));
            }
        }
        try (ServiceProcess service = start.start()) {
            int changes = requireTrueHistory(service);
            assertTrue(changes >= acknowledged.size());
            System.out.printf("%d kills, %d changes acknowledged, %d kept, and replayed they give the catalogue%n", ROUNDS,
                    acknowledged.size(), changes);
        }
    }

    /**
     * Creates a video; changes every second one, and deletes every third.
     *
     * @return the answer to the creation, or the one that should have been another
     */
    private HttpResponse<String> writeSeveral(ServiceProcess service, String json) throws IOException, InterruptedException {
        HttpResponse<String> created = service.post(json);
        if (created.statusCode() != 201) {
            return created;
        }
        String id = JSON.readTree(created.body()).get("id").asText();
        acknowledged.add(id + " 0");
        int dice = ThreadLocalRandom.current().nextInt(6);
        if (dice % 2 == 0) {
            HttpResponse<String> changed = send(service, "PATCH", id);
            if (changed.statusCode() != 200) {
                return changed;
            }
            acknowledged.add(id + " 1");
        }
        if (dice % 3 == 0) {
            HttpResponse<String> deleted = send(service, "DELETE", id);
            if (deleted.statusCode() != 204) {
                return deleted;
            }
            acknowledged.add(id + (dice % 2 == 0 ? " 2" : " 1"));
        }
        return created;
    }

    private static HttpResponse<String> send(ServiceProcess service, String method, String id) throws IOException, InterruptedException {
        return service.send(service.request("/api/videos/" + id).method(method, BodyPublishers.ofString("{\"name\":\"changed\"}"))
                .header("Content-Type", "application/json"));
    }

    /** @return the number of changes */
    private int requireTrueHistory(ServiceProcess service) throws Exception {
        TreeMap<Long, JsonNode> replayed = new TreeMap<>();
        Set<String> missing = new HashSet<>(acknowledged);
        int changes = 0;
        for (String page = "/api/changes?limit=200"; page != null;) {
            JsonNode body = JSON.readTree(service.get(page).body());
            for (JsonNode change : body.get("items")) {
                changes++;
                long id = change.get("id").asLong();
                missing.remove(id + " " + change.get("version").asLong());
                assertEquals(change.get("before").isNull() ? null : change.get("before"), replayed.get(id));
                if (change.get("after").isNull()) {
                    replayed.remove(id);
                } else {
                    replayed.put(id, change.get("after"));
                }
            }
            page = body.get("next").textValue();
        }
        assertEquals(Set.of(), missing, "acknowledged and not kept");
        TreeMap<Long, JsonNode> catalogue = new TreeMap<>();
        for (String row : service.get("/api/videos?format=ndjson").body().lines().toList()) {
            JsonNode video = JSON.readTree(row);
            catalogue.put(video.get("id").asLong(), video);
        }
        assertEquals(catalogue, replayed);
        return changes;
    }
}
