package io.videocatalog;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.videocatalog.db.EarlyConnection;
import io.videocatalog.db.StartFailure;
import java.nio.file.Path;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Starts the service. */
@QuarkusMain
public class Main {

    private static final String HOME = "video-catalog.home";

    public static void main(String... arguments) {
        // RequestGuard checks addresses itself, and answers with a problem.
        System.setProperty("vertx.disableURIValidation", "true");
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            serve(arguments);
        } else {
            Quarkus.run(arguments);
        }
    }

    private static void serve(String... arguments) {
        // Has Netty find io.videocatalog.http.Connections; must be set before Netty makes its first channel. Not in dev mode,
        // where connections outlive the classes that would watch them.
        System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
        Config config = ConfigProvider.getConfig();
        // H2 refuses a path that is relative without a leading dot.
        String home = config.getValue(HOME, String.class);
        System.setProperty(HOME, Path.of(home).toAbsolutePath().normalize().toString());
        try {
            EarlyConnection.open(config);
        } catch (StartFailure e) {
            exit(1, e);
        }
        Quarkus.run(null, Main::exit, arguments);
    }

    private static void exit(int code, Throwable failure) {
        if (failure != null) {
            FailedStart.explain(failure);
        }
        System.exit(code);
    }
}
