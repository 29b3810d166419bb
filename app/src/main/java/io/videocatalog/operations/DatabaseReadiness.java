package io.videocatalog.operations;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the database does not answer. The framework's own check is off: it trusts idle connections. */
@Readiness
@Singleton
class DatabaseReadiness implements HealthCheck {

    private static final int TIMEOUT_MILLIS = 2_000;
    /** How long an answer holds: anybody may ask, as often as they like, and to ask the database takes one of its connections. */
    private static final long SHARED_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    @Inject
    AgroalDataSource database;

    private boolean answered;
    private long askedAt = System.nanoTime() - SHARED_NANOS;

    @Override
    public synchronized HealthCheckResponse call() {
        if (System.nanoTime() - askedAt >= SHARED_NANOS) {
            answered = answers();
            askedAt = System.nanoTime();
        }
        return HealthCheckResponse.named("database").status(answered).build();
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
