package io.videocatalog;

import io.quarkus.runtime.annotations.QuarkusMain;
import io.videocatalog.cli.VideoCatalog;

/** Where the process begins. Nothing of Quarkus runs before a command asks for it. */
@QuarkusMain
public class Main {

    public static void main(String... arguments) {
        // RequestGuard checks addresses itself, and answers with a problem.
        System.setProperty("vertx.disableURIValidation", "true");
        // What H2 opens for commands beside a service is for this machine alone; must be set before H2 is loaded.
        System.setProperty("h2.bindAddress", "127.0.0.1");
        int code = VideoCatalog.execute(arguments);
        if (!isReloadable()) {
            System.exit(code);
        }
    }

    /**
     * Whether classes can be loaded anew, as in dev mode, in tests and while the program is built. Neither launch mode nor profile
     * are known this early.
     */
    public static boolean isReloadable() {
        return Thread.currentThread().getContextClassLoader().getClass().getSimpleName().equals("QuarkusClassLoader");
    }
}
