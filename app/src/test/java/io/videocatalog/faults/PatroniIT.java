package io.videocatalog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three servers with synchronous replication, of which Patroni promotes another when it has to. */
@Tag("slow")
class PatroniIT {

    private static final long RECOVERY_SECONDS = 10;
    private static final double LONGEST_SILENCE_SECONDS = 60;

    private static PatroniCluster cluster;

    @BeforeAll
    static void startCluster(@TempDir Path folder) throws Exception {
        cluster = PatroniCluster.start(folder);
    }

    @AfterAll
    static void stopCluster() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void a_leader_that_dies_is_replaced_and_follows_when_it_comes_back() throws Exception {
        try (ServiceProcess service = ServiceProcess.startOn(cluster.url())) {
            DatabaseOutage outage = DatabaseOutage.of(service);
            PatroniNode dead = cluster.awaitLeader();
            dead.kill();
            outage.requireNotReady();
            assertNotSame(dead, cluster.awaitLeader());
            dead.start();
            requireRecovery(outage);
            cluster.awaitWhole();
            assertTrue(dead.is("replica"));
            assertHasAll(outage.load, dead);
        }
    }

    @Test
    void a_leader_that_hands_over() throws Exception {
        try (ServiceProcess service = ServiceProcess.startOn(cluster.url())) {
            DatabaseOutage outage = DatabaseOutage.of(service);
            PatroniNode former = cluster.awaitLeader();
            former.handOver();
            assertNotSame(former, cluster.awaitLeader());
            requireRecovery(outage);
            cluster.awaitWhole();
            assertHasAll(outage.load, former);
        }
    }

    private static void requireRecovery(DatabaseOutage outage) throws Exception {
        outage.requireRecovery(RECOVERY_SECONDS);
        System.out.printf("for %.1f s no write was acknowledged%n", outage.load.longestSilenceSeconds());
        assertTrue(outage.load.longestSilenceSeconds() < LONGEST_SILENCE_SECONDS);
    }

    // What it is still being sent arrives within moments.
    private static void assertHasAll(WriteLoad load, PatroniNode follower) throws Exception {
        Set<Long> missing = new HashSet<>(load.acknowledged);
        for (int i = 0; i < 600 && !missing.isEmpty(); i++) {
            Thread.sleep(100);
            follower.find("catalog", "select id from videos").forEach(id -> missing.remove(Long.valueOf(id)));
        }
        assertEquals(Set.of(), missing);
    }
}
