package io.videocatalog.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.h2.engine.Constants;
import org.postgresql.util.DriverInfo;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} tells. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        return new String[]{"Video Catalog " + program(),
                "Engines: H2 " + Constants.VERSION + ", PostgreSQL by its driver " + DriverInfo.DRIVER_VERSION,
                "Java: " + Runtime.version() + " (" + System.getProperty("java.vm.name") + ")"};
    }

    /** Of this program, with the commit that it was built from. */
    static String program() throws IOException {
        Properties build = new Properties();
        try (InputStream written = Version.class.getResourceAsStream("/META-INF/video-catalog.properties")) {
            build.load(written);
        }
        return build.getProperty("version") + " (commit " + build.getProperty("commit") + ")";
    }
}
