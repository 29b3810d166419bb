package io.videocatalog.operations;

import io.videocatalog.db.DiskSpace;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while writes are refused for want of disk space. */
@Readiness
class DiskSpaceReadiness implements HealthCheck {

    @Inject
    DiskSpace disk;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("disk-space").status(disk.hasRoom())
                .withData("free", disk.free()).withData("reserve", disk.reserve()).build();
    }
}
