package io.videocatalog.history;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.videocatalog.db.Retried;
import io.videocatalog.http.QueryParameters;
import io.videocatalog.security.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What was deleted and can be had back: a row is gone at once, and the change that deleted it keeps its last state. */
@Path("/api/trash")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("viewer")
public class TrashResource {

    @Inject
    RecordedEntities entities;
    @Inject
    CurrentVertxRequest request;

    @GET
    @Retried
    @Operation(hidden = true)
    public Response list(@Context UriInfo uri) {
        VisibleChanges visible = new VisibleChanges(Caller.of(request.getCurrent()), entities);
        QueryParameters parameters = QueryParameters.of(uri);
        return ChangeAnswers.page(ChangeQuery.ofTrash(parameters, visible.entities()), visible, uri);
    }
}
