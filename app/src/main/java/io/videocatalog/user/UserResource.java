package io.videocatalog.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.videocatalog.db.Retried;
import io.videocatalog.http.BodyMembers;
import io.videocatalog.http.MediaTypes;
import io.videocatalog.http.QueryParameters;
import io.videocatalog.http.RateLimits;
import io.videocatalog.model.Role;
import io.videocatalog.model.User;
import io.videocatalog.resource.EntityResource;
import io.videocatalog.security.Caller;
import io.videocatalog.security.Refusal;
import io.videocatalog.video.VideoResource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;

/** The users of the catalogue. */
@Path("/api/users")
public class UserResource extends EntityResource<User> {

    @Inject
    VideoResource videos;
    @Inject
    Accounts accounts;
    @Inject
    RateLimits limits;

    public UserResource() {
        super(User.class);
    }

    /** The videos that a user owns: the list of videos, with {@code ownerId} given. */
    @GET
    @Path("{id}/videos")
    @Produces({MediaType.APPLICATION_JSON, MediaTypes.NDJSON, MediaTypes.CSV})
    @Retried
    @Operation(operationId = "listUserVideos", summary = "List the videos that a user owns", extensions = {
            @Extension(name = "x-list", value = "listVideos"), @Extension(name = "x-settled", value = "ownerId")})
    public Response listVideos(@PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        User owner = read(id);
        return videos.list(uri, headers,
                QueryParameters.of(uri).withFixed("ownerId", owner.id.toString()));
    }

    @PUT
    @Path("{id}/password")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("viewer")
    @Retried
    @Transactional
    @Operation(hidden = true)
    public void changePassword(@PathParam("id") String id, ObjectNode body, @Context UriInfo uri) {
        QueryParameters.refuseAny(uri);
        Caller caller = permissions().caller();
        boolean own = caller.userId() != null && id.equals(caller.userId().toString());
        if (!own && !caller.is(Role.ADMIN)) {
            throw Refusal.forbidden("Only administrators change the passwords of others");
        }
        User user = find(id);
        BodyMembers members = new BodyMembers(body, own ? Set.of("password", "currentPassword") : Set.of("password"));
        String password = members.required("password");
        String known = own ? members.required("currentPassword") : "";
        members.requireSound();
        if (own) {
            limits.countSignIn(request.getCurrent(), user.email);
            accounts.requireKnown(user, known, caller);
        }
        accounts.changePassword(user, password, caller);
    }
}
