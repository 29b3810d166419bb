package io.videocatalog.postgresql;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/**
 * Runs a class of tests against the service as it is built for PostgreSQL. Every class of tests that needs the database has
 * a subclass beside it that says no more than this, so that what is claimed on H2 is claimed on PostgreSQL. Classes with
 * one profile share one start of the service.
 */
public class OnPostgres implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("build.db-kind", "postgresql");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(PostgresServer.class));
    }
}
