package io.videocatalog.playlist;

import io.videocatalog.resource.EntityResource;
import jakarta.ws.rs.Path;

/** The playlists of the catalogue. */
@Path("/api/playlists")
public class PlaylistResource extends EntityResource<Playlist> {

    public PlaylistResource() {
        super(Playlist.class);
    }
}
