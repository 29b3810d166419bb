package io.videocatalog.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers with synchronous replication, of which the first dies and the second is promoted by hand. */
@Tag("slow")
class FailoverIT {

    private static final long RECOVERY_SECONDS = 15;

    @Test
    void no_acknowledged_write_is_lost_when_the_primary_dies(@TempDir Path folder) throws Exception {
        try (PostgresInstance primary = PostgresInstance.create(folder, "first"); PostgresInstance standby = primary.follower("second")) {
            replicateSynchronously(primary);
            String both = "postgresql://catalog@127.0.0.1:%d,127.0.0.1:%d/catalog".formatted(primary.port, standby.port);
            try (ServiceProcess service = ServiceProcess.startOn(both)) {
                DatabaseOutage outage = DatabaseOutage.of(service);
                primary.kill();
                outage.requireNotReady();
                Thread.sleep(3000); // Until somebody comes and promotes the other.
                standby.promote();
                outage.requireRecovery(RECOVERY_SECONDS);
                assertTrue(Long.parseLong(standby.query("select count(*) from pg_stat_activity where usename = 'catalog'")) > 0);
            }
        }
    }

    // Set on the first only, after the copy was made: the second, once it is the primary, must not wait for anybody.
    private static void replicateSynchronously(PostgresInstance primary) throws Exception {
        primary.execute("alter system set synchronous_standby_names = 'second'");
        primary.execute("select pg_reload_conf()");
        for (int i = 0; !"sync".equals(primary.query("select sync_state from pg_stat_replication")); i++) {
            assertTrue(i < 1_200, "the second server does not follow");
            Thread.sleep(50);
        }
    }
}
