package io.videocatalog.migration;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.videocatalog.db.DatabaseFile;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** What the catalogue wants of Flyway beyond what its settings can say. */
@Singleton
public class FlywaySettings implements FlywayConfigurationCustomizer {

    private static final int FOR_EVER = -1;

    @Inject
    Config config;

    @Override
    public void customize(FluentConfiguration flyway) {
        // Of several replicas that start at once, one runs the scripts and the others wait until it has, however long that takes.
        flyway.lockRetryCount(FOR_EVER);
        String url = config.getValue("quarkus.datasource.jdbc.url", String.class);
        if (url.startsWith("jdbc:postgresql:")) {
            // A request must not hang for ever, but a script may build an index for an hour.
            flyway.dataSource(url.replaceAll("socketTimeout=\\d+", "socketTimeout=0"), value("username"), value("password"));
        }
        List<Callback> callbacks = new ArrayList<>();
        callbacks.add(new UpgradeWatch(config));
        DatabaseFile.configured(config).map(FileCopy::new).ifPresent(callbacks::add);
        flyway.callbacks(callbacks.toArray(Callback[]::new));
    }

    private String value(String name) {
        return config.getOptionalValue("quarkus.datasource." + name, String.class).orElse(null);
    }
}
