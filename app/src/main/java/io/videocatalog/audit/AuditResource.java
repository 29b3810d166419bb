package io.videocatalog.audit;

import io.videocatalog.model.AuditEvent;
import io.videocatalog.resource.CollectionResource;
import jakarta.ws.rs.Path;

/** What was done and refused, for administrators to read. */
@Path("/api/audit")
public class AuditResource extends CollectionResource<AuditEvent> {

    public AuditResource() {
        super(AuditEvent.class);
    }
}
