package io.videocatalog.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.videocatalog.cli.Program;
import io.videocatalog.faults.ServiceProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DbCommandsOnH2IT extends DbCommandsContract {

    /** H2's code for a file that another process has. */
    private static final int LOCKED = 90020;

    @TempDir
    Path home;

    @Override
    Program program() {
        return Program.at(home);
    }

    @Override
    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + home.resolve("catalog"), "sa", "");
    }

    @Override
    String place() {
        return home.resolve("catalog.mv.db").toString();
    }

    @Test
    void join_a_service_that_has_been_idle_for_longer_than_connections_are_kept() throws Exception {
        Program idle = program().with(Map.of("QUARKUS_DATASOURCE_JDBC_IDLE_REMOVAL_INTERVAL", "1S"));
        try (ServiceProcess service = ServiceProcess.start(idle)) {
            Thread.sleep(4_000);
            assertEquals(LOCKED, assertThrows(SQLException.class, this::connect).getErrorCode(), "the service has let go of its file");
            succeeds("db", "status");
            assertEquals(200, service.get("/api/videos").statusCode());
        }
    }
}
