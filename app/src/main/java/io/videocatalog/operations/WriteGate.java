package io.videocatalog.operations;

import io.videocatalog.db.DiskSpace;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses requests that write while the disk is nearly full. */
public class WriteGate {

    private static final Set<String> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Inject
    DiskSpace disk;

    @ServerRequestFilter
    public void requireRoom(ContainerRequestContext request) {
        if (!READS.contains(request.getMethod())) {
            disk.requireRoom();
        }
    }
}
