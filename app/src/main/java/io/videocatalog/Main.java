package io.videocatalog;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.videocatalog.db.EarlyConnection;
import io.videocatalog.db.StartFailure;
import org.eclipse.microprofile.config.ConfigProvider;

/** Starts the service. */
@QuarkusMain
public class Main {

    public static void main(String... arguments) {
        // RequestGuard checks addresses itself, and answers with a problem.
        System.setProperty("vertx.disableURIValidation", "true");
        if (isReloadable()) {
            Quarkus.run(arguments);
        } else {
            serve(arguments);
        }
    }

    // Neither launch mode nor profile are known this early; what tells dev mode is the loader that can load classes anew.
    private static boolean isReloadable() {
        return Thread.currentThread().getContextClassLoader().getClass().getSimpleName().equals("QuarkusClassLoader");
    }

    private static void serve(String... arguments) {
        // Has Netty find io.videocatalog.http.Connections; must be set before Netty makes its first channel. Not in dev mode,
        // where connections outlive the classes that would watch them.
        System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
        try {
            EarlyConnection.open(ConfigProvider.getConfig());
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
