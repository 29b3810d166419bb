package io.videocatalog.db;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.videocatalog.http.Api;
import io.videocatalog.postgresql.OnPostgres;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OnPostgres.class)
class EndedConnectionsOnPostgresTest {

    @Inject
    AgroalDataSource database;

    @Test
    void connections_that_the_server_ends_while_they_are_used_leave_their_places_in_the_pool() {
        int places = database.getConfiguration().connectionPoolConfiguration().maxSize();
        for (int ended = 0; ended <= places; ended++) {
            assertThrows(SQLException.class, this::endOne);
        }
        Api.api().get("/api/videos").then().statusCode(200);
    }

    private void endOne() throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pg_backend_pid())");
        }
    }
}
