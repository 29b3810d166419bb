package io.videocatalog.user;

import io.videocatalog.db.Retried;
import io.videocatalog.http.MediaTypes;
import io.videocatalog.http.QueryParameters;
import io.videocatalog.model.User;
import io.videocatalog.resource.EntityResource;
import io.videocatalog.video.VideoResource;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;

/** The users of the catalogue. */
@Path("/api/users")
public class UserResource extends EntityResource<User> {

    @Inject
    VideoResource videos;

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
        User owner = find(id);
        return videos.list(uri, headers,
                QueryParameters.parse(uri.getRequestUri().getRawQuery()).withFixed("ownerId", owner.id.toString()));
    }
}
