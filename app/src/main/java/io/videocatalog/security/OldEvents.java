package io.videocatalog.security;

import io.videocatalog.model.AuditEvent;
import io.videocatalog.operations.Chore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Takes away what the audit has kept for as long as it is to. */
@ApplicationScoped
class OldEvents implements Chore {

    @ConfigProperty(name = "video-catalog.audit-retention")
    Duration retention;

    @Override
    public long carryOutPart() {
        return AuditEvent.deleteBefore(Instant.now().minus(retention));
    }
}
