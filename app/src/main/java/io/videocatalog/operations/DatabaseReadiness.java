package io.videocatalog.operations;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the database does not answer. The framework's own check is off: it trusts idle connections. */
@Readiness
class DatabaseReadiness implements HealthCheck {

    private static final int TIMEOUT_MILLIS = 2_000;

    @Inject
    AgroalDataSource database;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("database").status(answers()).build();
    }

    // Cancelling a statement would not end the wait: that, too, is asked of a server that may be frozen.
    private boolean answers() {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            int usual = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, TIMEOUT_MILLIS);
            try {
                return statement.execute("select 1");
            } finally {
                connection.setNetworkTimeout(Runnable::run, usual);
            }
        } catch (SQLException e) {
            return false;
        }
    }
}
