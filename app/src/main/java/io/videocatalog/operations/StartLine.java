package io.videocatalog.operations;

import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.http.HttpServerOptions;
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
        print("http", start.options(), http.getPort());
    }

    void print(@ObservesAsync HttpsServerStart start) {
        print("https", start.options(), http.getSecurePort());
    }

    // One of the server's threads tells that it listens, another may still be telling the port; that is new only where any would do.
    private void print(String scheme, HttpServerOptions server, int told) {
        int port = server.getPort() > 0 ? server.getPort() : told;
        LOG.infof("Video Catalog %s serves %s://%s:%s (API /api/videos, docs /q/swagger-ui), data in %s", version, scheme, server.getHost(),
                Integer.toString(port), DatabaseUrl.place(config));
    }
}
