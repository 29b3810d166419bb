package io.videocatalog.operations;

import io.vertx.core.http.HttpServerRequest;
import io.videocatalog.db.DiskSpace;
import io.videocatalog.http.RequestContext;
import jakarta.inject.Inject;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses requests that write while the disk is nearly full. */
public class WriteGate {

    @Inject
    DiskSpace disk;

    @ServerRequestFilter
    public void requireRoom(HttpServerRequest request) {
        if (!RequestContext.isSafe(request)) {
            disk.requireRoom();
        }
    }
}
