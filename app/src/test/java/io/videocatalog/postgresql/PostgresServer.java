package io.videocatalog.postgresql;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * A real PostgreSQL for the tests, on a port and in a folder of its own. It sorts as people do where nobody says otherwise,
 * so that text which the scripts forget to collate comes in another order than on H2.
 */
public final class PostgresServer implements QuarkusTestResourceLifecycleManager {

    private EmbeddedPostgres server;

    @Override
    public Map<String, String> start() {
        try {
            server = Postgres.builder().setLocaleConfig("locale", "C.UTF-8").setLocaleConfig("locale-provider", "icu")
                    .setLocaleConfig("icu-locale", "en-US").start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of("quarkus.datasource.jdbc.url", server.getJdbcUrl("postgres", "postgres"), "quarkus.datasource.username", "postgres");
    }

    @Override
    public void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
