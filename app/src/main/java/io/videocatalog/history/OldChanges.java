package io.videocatalog.history;

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
    public long carryOutPart() {
        return Change.deleteBefore(Instant.now().minus(retention));
    }
}
