package io.videocatalog.video;

import io.videocatalog.model.Video;
import io.videocatalog.resource.EntityResource;
import jakarta.ws.rs.Path;

/** The videos of the catalogue. */
@Path("/api/videos")
public class VideoResource extends EntityResource<Video> {

    public VideoResource() {
        super(Video.class);
    }
}
