package io.videocatalog.operations;

import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.videocatalog.db.DatabaseUrl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Says in one line what runs, where, and on which data. */
@ApplicationScoped
class StartLine {

    private static final Logger LOG = Logger.getLogger("io.videocatalog");

    @ConfigProperty(name = "quarkus.application.version")
    String version;

    @Inject
    Config config;
    @Inject
    HttpServer http;

    void print(@ObservesAsync HttpServerStart start) {
        print("http", start.options().getHost(), http.getPort());
    }

    void print(@ObservesAsync HttpsServerStart start) {
        print("https", start.options().getHost(), http.getSecurePort());
    }

    private void print(String scheme, String host, int port) {
        LOG.infof("Video Catalog %s serves %s://%s:%s (API /api/videos, docs /q/swagger-ui), data in %s", version, scheme, host,
                Integer.toString(port), DatabaseUrl.place(config));
    }
}
