package io.videocatalog.live;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import io.videocatalog.history.RecordedEntities;
import io.videocatalog.history.VisibleChanges;
import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.QueryParameters;
import io.videocatalog.resource.Permissions;
import io.videocatalog.resource.Representation;
import io.videocatalog.security.Caller;
import io.videocatalog.security.Refusal;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What happens to the rows of all entities that the caller may read, as it happens (Server-Sent Events, WHATWG HTML 9.2). */
@Path("/api/events")
public class EventResource {

    @Inject
    RecordedEntities entities;
    @Inject
    Listeners listeners;
    @Inject
    ChangeFeed feed;
    @Inject
    CurrentVertxRequest request;

    /** Whom it is closed to depends on the entity. */
    @GET
    @PermitAll
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(hidden = true)
    public Response listen(@Context UriInfo uri, @HeaderParam("Last-Event-ID") String lastEventId) throws SQLException {
        Interest interest = Interest.of(QueryParameters.of(uri), lastEventId);
        RoutingContext current = request.getCurrent();
        Caller caller = Caller.of(current);
        VisibleChanges visible = new VisibleChanges(caller, entities);
        requireReadable(interest, caller, visible);
        listeners.admit(caller, current);
        boolean reset = interest.after().isPresent() && !feed.canFollow(interest.after().get(), caller.isSignedIn());
        Listener listener = new Listener(interest, reset, caller, visible, feed, current);
        // Proxies that collect an answer before they pass it on would keep every event back.
        return Response.ok(listener).header("X-Accel-Buffering", "no").build();
    }

    private void requireReadable(Interest interest, Caller caller, VisibleChanges visible) {
        interest.entity().ifPresent(table -> new Permissions<>(
                entities.find(table).orElseThrow(() -> ProblemException.invalid(Fault.parameter("entity", "unknown-entity",
                        "must be one of " + String.join(", ", entities.all().stream().map(Representation::table).sorted().toList())))),
                caller).requireRead());
        if (visible.entities().isEmpty()) {
            throw caller.isSignedIn() ? Refusal.forbidden("There is nothing that you may read") : Refusal.unknown();
        }
    }
}
