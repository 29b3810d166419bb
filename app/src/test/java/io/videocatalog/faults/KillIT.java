package io.videocatalog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class KillIT {

    private static final int ROUNDS = 10;
    private static final int WRITES_A_ROUND = 300;

    @Test
    void no_acknowledged_write_is_lost_when_the_process_is_killed(@TempDir Path home) throws Exception {
        Set<Long> acknowledged = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            try (ServiceProcess service = ServiceProcess.start(home)) {
                assertEquals(Set.of(), missing(acknowledged, service), "lost in round " + round);
                WriteLoad load = WriteLoad.on(service, 8);
                load.awaitAcknowledged(WRITES_A_ROUND, 60);
                service.kill();
                load.join();
                acknowledged.addAll(load.acknowledged);
            }
        }
        try (ServiceProcess service = ServiceProcess.start(home)) {
            assertEquals(Set.of(), missing(acknowledged, service));
        }
        assertTrue(acknowledged.size() >= ROUNDS * WRITES_A_ROUND, () -> "only " + acknowledged.size() + " writes were acknowledged");
        System.out.printf("%d rounds, %d acknowledged, none lost%n", ROUNDS, acknowledged.size());
    }

    private static Set<Long> missing(Set<Long> acknowledged, ServiceProcess service) throws Exception {
        Set<Long> missing = new HashSet<>(acknowledged);
        service.ids().forEach(missing::remove);
        return missing;
    }
}
