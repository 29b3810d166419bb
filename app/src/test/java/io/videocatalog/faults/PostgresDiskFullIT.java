package io.videocatalog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class PostgresDiskFullIT {

    private static final int MIB = 1 << 20;
    private static final int CLIENTS = 8;

    @Test
    void writes_are_refused_while_the_disk_of_the_server_is_full_and_reads_go_on(@TempDir Path disk) throws Exception {
        SmallDisk.at(disk, 192, () -> {
            try (PostgresInstance server = PostgresInstance.create(disk, "server", "wal_recycle=off", "max_wal_size=64MB");
                    ServiceProcess service = ServiceProcess.startOn(server.url())) {
                WriteLoad load = WriteLoad.on(service, CLIENTS);
                load.awaitAcknowledged(200, 60);
                // Without room for its next piece of log, which would come amid the refusals, the server would stop.
                server.execute("select pg_switch_wal()");
                load.awaitAcknowledged(load.acknowledged.size() + 50, 60);
                Path filler = SmallDisk.fill(disk, 192L * MIB);
                int reads = requireRefusals(service, load);
                Files.delete(filler);
                requireRecovery(service, load);
                System.out.printf("%d acknowledged, none lost, %d refused, %d reads answered meanwhile, the longest answer took %.1f s%n",
                        load.acknowledged.size(), load.failures.size(), reads, load.longestSeconds());
            }
        });
    }

    private static int requireRefusals(ServiceProcess service, WriteLoad load) throws Exception {
        int reads = 0;
        for (int i = 0; reads < 50 || load.failures.size() < 100; i++) {
            assertTrue(i < 600, () -> "the disk does not get full: " + load.acknowledged.size());
            HttpResponse<String> read = service.get("/api/videos?limit=1");
            assertEquals(200, read.statusCode(), read::body);
            assertEquals(200, service.get("/q/health/live").statusCode());
            reads++;
            Thread.sleep(100);
        }
        return reads;
    }

    private static void requireRecovery(ServiceProcess service, WriteLoad load) throws Exception {
        service.await("/q/health/ready", 200, 30);
        load.awaitAcknowledged(load.acknowledged.size() + 200, 60);
        load.stop();
        assertEquals(List.of(), List.copyOf(load.unanswered));
        assertEquals(List.of(), load.failures.stream()
                .filter(answer -> !answer.matches("(?s)50[37] application/problem\\+json .*")).distinct().limit(5).toList());
        load.requireKept(service);
        assertEquals("", service.err());
    }
}
