package io.videocatalog.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class KillIT {

    private static final int ROUNDS = 10;
    private static final int WRITES_A_ROUND = 300;

    @Test
    void no_acknowledged_write_is_lost_when_the_process_is_killed(@TempDir Path home) throws Exception {
        List<WriteLoad> loads = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            try (ServiceProcess service = ServiceProcess.start(home)) {
                requireKept(loads, service);
                WriteLoad load = WriteLoad.on(service, 8);
                load.awaitAcknowledged(WRITES_A_ROUND, 60);
                service.kill();
                load.join();
                loads.add(load);
            }
        }
        try (ServiceProcess service = ServiceProcess.start(home)) {
            requireKept(loads, service);
        }
        System.out.printf("%d rounds, %d acknowledged, none lost%n", ROUNDS,
                loads.stream().mapToInt(load -> load.acknowledged.size()).sum());
    }

    private static void requireKept(List<WriteLoad> loads, ServiceProcess service) throws Exception {
        for (WriteLoad load : loads) {
            load.requireKept(service);
        }
    }
}
