package io.videocatalog.postgresql;

import io.videocatalog.faults.ServiceProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;

/** Servers of PostgreSQL that tests bring along. */
public final class Postgres {

    private Postgres() {
    }

    public static EmbeddedPostgres start() throws IOException {
        return builder().start();
    }

    /** One that may take its time to start, as it does beside other tests. */
    public static EmbeddedPostgres.Builder builder() throws IOException {
        return EmbeddedPostgres.builder().setPort(ServiceProcess.freePort()).setPGStartupWait(Duration.ofMinutes(1));
    }
}
