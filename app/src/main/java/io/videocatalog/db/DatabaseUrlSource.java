package io.videocatalog.db;

import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import io.videocatalog.Main;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Gives the settings of the datasource that {@code DATABASE_URL} stands for. Behind the environment and system properties,
 * before {@code application.properties}.
 */
public final class DatabaseUrlSource implements ConfigSourceFactory {

    private static final String SETTING = "database.url";
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        if (isBuildOrTest()) {
            return List.of();
        }
        return Optional.ofNullable(context.getValue(SETTING).getValue()).filter(url -> !url.isBlank())
                .map(url -> List.<ConfigSource>of(source(DatabaseUrl.parse(url.strip())))).orElse(List.of());
    }

    // Both read all sources of configuration, and a build would write what this one says into the program.
    private static boolean isBuildOrTest() {
        return Main.isReloadable() && LaunchMode.current() != LaunchMode.DEVELOPMENT;
    }

    private static ConfigSource source(DatabaseUrl url) {
        Map<String, String> settings = new HashMap<>();
        settings.put("quarkus.datasource.jdbc.url", url.jdbcUrl());
        settings.put("build.db-kind", url.engine()); // For dev mode, which builds with the same configuration.
        if (url.engine().equals(DatabaseUrl.POSTGRESQL)) {
            settings.put("quarkus.datasource.username", Optional.ofNullable(url.username()).orElse(System.getProperty("user.name")));
            settings.put("quarkus.datasource.password", Optional.ofNullable(url.password()).orElse(""));
            // Whoever restarts the server must not leave the pool full of connections that each fail one request.
            settings.put("quarkus.datasource.jdbc.foreground-validation-interval", "500ms");
            settings.put("quarkus.datasource.jdbc.validation-query-timeout", "1s");
            // What a frequent word is found in must fit, or PostgreSQL reads whole pages again instead, which takes seconds.
            // For a row that another transaction holds, waiting takes as long as on H2.
            settings.put(EarlyConnection.SESSION_SETTINGS, "set work_mem = '32MB'; set lock_timeout = '2s'");
        }
        return new PropertiesConfigSource(settings, "DATABASE_URL", ORDINAL);
    }
}
