package io.videocatalog.operations;

import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.http.HttpServerOptions;
import io.videocatalog.db.DatabaseUrl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.util.function.IntSupplier;
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

    void print(@ObservesAsync HttpServerStart start) throws InterruptedException {
        print("http", start.options(), http::getPort);
    }

    void print(@ObservesAsync HttpsServerStart start) throws InterruptedException {
        print("https", start.options(), http::getSecurePort);
    }

    private void print(String scheme, HttpServerOptions server, IntSupplier told) throws InterruptedException {
        LOG.infof("Video Catalog %s serves %s://%s:%s (API /api/videos, docs /q/swagger-ui), data in %s", version, scheme, server.getHost(),
                Integer.toString(port(server.getPort(), told)), DatabaseUrl.place(config));
    }

    // One of the server's threads says that it listens while another may be about to say on which port; that is news only where any
    // port would do.
    static int port(int set, IntSupplier told) throws InterruptedException {
        int port = set;
        while (port <= 0) {
            Thread.sleep(1);
            port = told.getAsInt();
        }
        return port;
    }
}
