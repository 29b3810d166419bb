package io.videocatalog.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.videocatalog.db.Retried;
import io.videocatalog.http.BodyMembers;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.http.QueryParameters;
import io.videocatalog.http.StrictJson;
import io.videocatalog.model.Change;
import io.videocatalog.security.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What has happened to the rows of all entities that the caller may read. */
@Path("/api/changes")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("viewer")
public class ChangeResource {

    @Inject
    RecordedEntities entities;
    @Inject
    SettledChanges settled;
    @Inject
    Reverts reverts;
    @Inject
    CurrentVertxRequest request;

    @GET
    @Retried
    @Operation(hidden = true)
    public Response list(@Context UriInfo uri) throws SQLException {
        VisibleChanges visible = visible();
        ChangeQuery query = ChangeQuery.of(QueryParameters.of(uri), visible.entities());
        if (!query.isNewestFirst()) {
            query.endAt(settled.limit()); // Whoever goes on behind the last is to miss none.
        }
        return ChangeAnswers.page(query, visible, uri);
    }

    @GET
    @Path("{number}")
    @Retried
    @Operation(hidden = true)
    public Response get(@PathParam("number") String number, @Context UriInfo uri) {
        QueryParameters.refuseAny(uri);
        return shown(find(number));
    }

    @POST
    @Path("{number}/revert")
    @Operation(hidden = true)
    public Response revert(@PathParam("number") String number, @Context UriInfo uri) {
        QueryParameters.refuseAny(uri);
        return shown(reverts.revert(find(number), caller()));
    }

    @POST
    @Path("revert")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response revertRequest(ObjectNode body, @Context UriInfo uri) {
        QueryParameters.refuseAny(uri);
        BodyMembers members = new BodyMembers(body, Set.of("requestId"));
        String requestId = members.required("requestId");
        members.requireStorable("requestId");
        members.requireSound();
        return ChangeAnswers.json(StrictJson.MAPPER.createObjectNode().put("reverted", reverts.revertRequest(requestId, caller()))).build();
    }

    private Change find(String number) {
        return Optional.of(number).filter(text -> text.matches("[1-9][0-9]{0,17}"))
                .flatMap(text -> Change.<Change>findByIdOptional(Long.valueOf(text)))
                .filter(change -> visible().json(change).isPresent())
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no change with this number"));
    }

    private Response shown(Change change) {
        return ChangeAnswers.json(visible().json(change).orElseThrow()).build();
    }

    private VisibleChanges visible() {
        return new VisibleChanges(caller(), entities);
    }

    private Caller caller() {
        return Caller.of(request.getCurrent());
    }
}
