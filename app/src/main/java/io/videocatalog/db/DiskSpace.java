package io.videocatalog.db;

import io.quarkus.runtime.configuration.MemorySize;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.File;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The room on the disk of the catalogue's file. H2 closes the whole database when a write fails for want of it, so
 * writes are refused while a reserve is left, which reads and H2's own housekeeping can live on.
 */
@ApplicationScoped
public class DiskSpace {

    private final Optional<File> folder;
    private final long reserve;

    @Inject
    DiskSpace(Config config,
            @ConfigProperty(name = "video-catalog.disk.reserve", defaultValue = "64M") MemorySize reserve) {
        this.folder = DatabaseFile.configured(config).map(file -> file.folder().toFile());
        this.reserve = reserve.asLongValue();
    }

    /** Refuses a write while there is less room than the reserve. */
    public void requireRoom() {
        if (!hasRoom()) {
            throw new ProblemException(ProblemType.STORAGE_FULL, "There is too little disk space left to write; reading goes on")
                    .with("Retry-After", "60");
        }
    }

    public boolean hasRoom() {
        return free() >= reserve;
    }

    public long reserve() {
        return reserve;
    }

    /** Bytes that this user can still write, 0 when the folder is gone; without end when the database is not a file of this machine. */
    public long free() {
        return folder.map(File::getUsableSpace).orElse(Long.MAX_VALUE);
    }
}
