package io.videocatalog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class RollingRestartIT {

    private static final int CLIENTS = 16;
    private static final int WRITES = 300;
    private static final int TERMINATED = 143;

    @Test
    void no_request_fails_while_two_replicas_are_restarted_one_after_the_other(@TempDir Path folder) throws Exception {
        Haproxy.program();
        try (PostgresInstance server = PostgresInstance.create(folder, "server")) {
            ServiceProcess first = ServiceProcess.startOn(ServiceProcess.freePort(), server.url());
            ServiceProcess second = ServiceProcess.startOn(ServiceProcess.freePort(), server.url());
            try (Haproxy proxy = Haproxy.before(first.port, second.port, folder)) {
                WriteLoad load = WriteLoad.on(proxy, CLIENTS);
                load.awaitAcknowledged(WRITES, 60);
                for (int round = 0; round < 2; round++) {
                    first = restarted(first, server, proxy, load);
                    second = restarted(second, server, proxy, load);
                }
                load.stop();
                assertEquals(List.of(), List.copyOf(load.failures));
                assertEquals(List.of(), List.copyOf(load.unanswered));
                load.requireKept(first);
                System.out.printf("4 restarts, %d acknowledged, none failed, none lost, the longest answer took %.1f s%n",
                        load.acknowledged.size(), load.longestSeconds());
            } finally {
                first.close();
                second.close();
            }
        }
    }

    private static ServiceProcess restarted(ServiceProcess replica, PostgresInstance server, Haproxy proxy, WriteLoad load)
            throws Exception {
        replica.terminate();
        assertEquals(TERMINATED, replica.exitCode(40));
        ServiceProcess again = ServiceProcess.startOn(replica.port, server.url());
        proxy.awaitBoth();
        load.awaitAcknowledged(load.acknowledged.size() + WRITES, 60);
        return again;
    }
}
