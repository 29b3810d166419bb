package io.videocatalog.http;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Stops taking connections some time before the service ends. From the signal on, the framework reports not ready, has
 * every answer close its connection, and at last waits for requests that are under way. A connection accepted in the very
 * end, whose request it has not read yet, it would drop: so there must be none that are new.
 */
@ApplicationScoped
class GracefulStop {

    @Inject
    Vertx vertx;
    @ConfigProperty(name = "quarkus.shutdown.delay")
    Duration delay;

    void begin(@Observes ShutdownDelayInitiatedEvent signal) {
        vertx.setTimer(Math.max(1, delay.toMillis() / 2), halfway -> Connections.refuseNew());
    }
}
