package io.videocatalog.history;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.videocatalog.model.Change;
import io.videocatalog.operations.Chore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Takes away the changes that have been kept for as long as they are to. */
@ApplicationScoped
public class OldChanges implements Chore {

    @ConfigProperty(name = "video-catalog.history-retention")
    Duration retention;

    @Override
    public void carryOut() {
        Instant oldest = Instant.now().minus(retention);
        while (QuarkusTransaction.requiringNew().call(() -> Change.deleteBefore(oldest)) > 0) {
            // The next ones, in a transaction of their own: none is to take long.
        }
    }
}
