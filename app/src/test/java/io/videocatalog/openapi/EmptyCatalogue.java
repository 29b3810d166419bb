package io.videocatalog.openapi;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Starts the service with nothing in its catalogue, open, on a port of its own. */
public class EmptyCatalogue implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "catalogue-");
            return Map.of("video-catalog.sign-in", "false", "video-catalog.home", home.toString(), "quarkus.http.port", "0",
                    "quarkus.http.test-port", "0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
