package io.videocatalog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class PostgresOutageIT {

    private static final int RESERVED = 3;
    private static final int CONNECTIONS = 12;
    /** Longer than a request may wait for its answer. */
    private static final long FROZEN_SECONDS = 40;
    private static final double LONGEST_WAIT_SECONDS = 29;

    private static PostgresInstance server;

    @BeforeAll
    static void startServer(@TempDir Path folder) throws Exception {
        server = PostgresInstance.create(folder, "server", "max_connections=" + CONNECTIONS, "superuser_reserved_connections=" + RESERVED);
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private static ServiceProcess startService() throws Exception {
        return ServiceProcess.startOn(server.url(), "-Dquarkus.datasource.jdbc.max-size=6");
    }

    @Test
    void a_server_that_is_stopped_and_started_again() throws Exception {
        try (ServiceProcess service = startService()) {
            DatabaseOutage outage = DatabaseOutage.of(service);
            server.stop();
            outage.requireNotReady();
            server.start();
            outage.requireRecovery(10);
        }
    }

    @Test
    void a_server_that_is_restarted_while_nobody_asks() throws Exception {
        try (ServiceProcess service = startService()) {
            DatabaseOutage.of(service).load.stop();
            server.stop();
            server.start();
            Thread.sleep(1000);
            for (int i = 0; i < 20; i++) {
                assertEquals(200, service.get("/api/videos").statusCode());
            }
        }
    }

    @Test
    void a_server_that_crashes() throws Exception {
        try (ServiceProcess service = startService()) {
            DatabaseOutage outage = DatabaseOutage.of(service);
            server.kill();
            outage.requireNotReady();
            server.start();
            outage.requireRecovery(10);
        }
    }

    @Test
    void backends_that_are_killed() throws Exception {
        try (ServiceProcess service = startService()) {
            DatabaseOutage outage = DatabaseOutage.of(service);
            for (int i = 0; i < 10; i++) {
                server.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'catalog'");
                Thread.sleep(300);
                assertEquals(200, service.get("/q/health/live").statusCode());
            }
            outage.requireRecovery(10);
        }
    }

    @Test
    void a_server_that_freezes_and_thaws() throws Exception {
        try (ServiceProcess service = startService()) {
            DatabaseOutage outage = DatabaseOutage.of(service);
            long thaw = System.nanoTime() + FROZEN_SECONDS * 1_000_000_000;
            server.freeze();
            try {
                outage.requireNotReady();
                Thread.sleep(Math.max(0, (thaw - System.nanoTime()) / 1_000_000));
            } finally {
                server.thaw();
            }
            outage.requireRecovery(10);
            assertTrue(outage.load.longestSeconds() < LONGEST_WAIT_SECONDS, () -> outage.load.longestSeconds() + " s");
        }
    }

    @Test
    void a_server_that_freezes_while_nobody_asks() throws Exception {
        try (ServiceProcess service = startService()) {
            DatabaseOutage.of(service).load.stop();
            server.freeze();
            long asked = System.nanoTime();
            try {
                assertEquals(503, service.get("/api/videos").statusCode());
                assertTrue(System.nanoTime() - asked < LONGEST_WAIT_SECONDS * 1e9);
            } finally {
                server.thaw();
            }
            service.await("/q/health/ready", 200, 60);
            assertEquals(200, service.get("/api/videos").statusCode());
        }
    }

    @Test
    void a_row_that_another_transaction_holds() throws Exception {
        try (ServiceProcess service = startService(); Connection other = server.connect("catalog")) {
            String video = service.post("{\"name\":\"held\",\"description\":\"d\"}").headers().firstValue("Location").orElseThrow();
            other.setAutoCommit(false);
            other.createStatement().execute("select 1 from videos for update");
            long asked = System.nanoTime();
            HttpResponse<String> refused = service.send(service.request(URI.create(video).getPath()).DELETE());
            assertEquals(503, refused.statusCode());
            assertTrue(refused.body().contains("Others are changing the same rows"), refused.body());
            assertTrue(System.nanoTime() - asked < 10e9);
            other.rollback();
            assertEquals(204, service.send(service.request(URI.create(video).getPath()).DELETE()).statusCode());
        }
    }

    @Test
    void connections_that_others_have_used_up() throws Exception {
        try (ServiceProcess service = startService()) {
            DatabaseOutage outage = DatabaseOutage.of(service);
            List<Connection> others = new ArrayList<>();
            try {
                others.addAll(takeAll());
                outage.requireNotReady();
            } finally {
                for (Connection other : others) {
                    other.close();
                }
            }
            outage.requireRecovery(10);
        }
    }

    /** Takes connections and ends those of the service, until all belong to others. */
    private static List<Connection> takeAll() throws SQLException {
        List<Connection> taken = new ArrayList<>(List.of(server.connect("postgres")));
        while (taken.size() < CONNECTIONS) {
            taken.get(0).createStatement().execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'catalog'");
            try {
                taken.add(server.connect("postgres"));
            } catch (SQLException e) {
                assertEquals("53300", e.getSQLState());
            }
        }
        return taken;
    }
}
