package io.videocatalog.idempotency;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A creation that takes until it is told to end. */
@Path("/test/slow-creation")
@Singleton
public class SlowCreation {

    static final int PATIENCE_SECONDS = 60;

    final Semaphore begun = new Semaphore(0);
    final Semaphore end = new Semaphore(0);

    @POST
    @Operation(hidden = true)
    @Idempotent
    @Transactional
    public Response create() throws InterruptedException {
        begun.release();
        return Response.status(end.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS) ? 201 : 204).build();
    }
}
