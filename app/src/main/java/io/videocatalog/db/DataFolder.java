package io.videocatalog.db;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.eclipse.microprofile.config.Config;

/** The folder of the data, as it is configured: H2 takes no relative path without a leading dot. */
final class DataFolder {

    private static final String HOME = "video-catalog.home";

    private DataFolder() {
    }

    /** Makes the setting an absolute path for everything that reads it from now on; a leading {@code ~} is the user's home. */
    static void makeAbsolute(Config config) {
        String given = config.getOptionalValue(HOME, String.class)
                .orElseThrow(() -> new StartFailure("VIDEO_CATALOG_HOME is empty; set it to the folder of the data, or leave it out."));
        String expanded = given.equals("~") || given.startsWith("~/") ? System.getProperty("user.home") + given.substring(1) : given;
        try {
            System.setProperty(HOME, Path.of(expanded).toAbsolutePath().normalize().toString());
        } catch (InvalidPathException e) {
            throw new StartFailure("VIDEO_CATALOG_HOME is no path: " + e.getReason() + ".");
        }
    }
}
