package io.videocatalog.sessions;

import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.videocatalog.model.Video;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.Session;

/** Requests that tell what they find when they begin, and one that fails as a bug would, with everything open. */
@Path("/test/sessions")
public class SessionProbe {

    private static final Set<Video> SEEN = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    /** 204 when there is nothing of an earlier request: no transaction, no entity, and not the object that another has read. */
    @GET
    @Path("{id}")
    @Operation(hidden = true)
    public Response look(@PathParam("id") long id) {
        boolean transaction = QuarkusTransaction.isActive();
        int entities = Panache.getEntityManager().unwrap(Session.class).getStatistics().getEntityCount();
        boolean known = !SEEN.add(Video.findById(id));
        return transaction || entities > 0 || known
                ? Response.ok("transaction " + transaction + ", entities " + entities + ", known " + known).build()
                : Response.noContent().build();
    }

    @POST
    @Path("bug")
    @Operation(hidden = true)
    @Transactional
    public void fail() {
        Video video = new Video();
        video.name = "written by a bug";
        video.description = "never to be seen";
        video.persistAndFlush();
        throw new IllegalStateException("a bug");
    }
}
