package io.videocatalog.cli;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.quarkus.runtime.Quarkus;
import io.videocatalog.Main;
import io.videocatalog.db.EarlyConnection;
import io.videocatalog.db.EarlyConnection.Sharing;
import io.videocatalog.db.StartFailure;
import io.videocatalog.http.CertificateFiles;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Serves the API until the process is told to end. */
@Command(name = "serve", description = "Serves the REST API; the same as no command.")
class ServeCommand implements Callable<Integer> {

    private static final int MOST_PORT = 65_535;

    @Mixin
    DatabaseOption database;
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        return serve(spec.commandLine().getErr());
    }

    static int serve(PrintWriter err) {
        if (Main.isReloadable()) {
            Quarkus.run();
            return 0;
        }
        // Has Netty find io.videocatalog.http.Connections; must be set before Netty makes its first channel. Not in dev mode,
        // where connections outlive the classes that would watch them.
        System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
        Config config = ConfigProvider.getConfig();
        requirePort(config, "quarkus.http.port");
        requirePort(config, "quarkus.http.ssl-port");
        CertificateFiles.configured(config).ifPresent(CertificateFiles::read);
        EarlyConnection.open(config, Sharing.ALONE);
        Quarkus.run(null, (code, failure) -> System.exit(failure == null ? code : Failure.explain(failure, err)));
        return 0;
    }

    // The framework finds out when it listens, after the tables have been made.
    private static void requirePort(Config config, String setting) {
        config.getOptionalValue(setting, String.class).filter(port -> !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > MOST_PORT)
                .ifPresent(port -> {
                    throw new StartFailure(Failure.variable(setting) + " is \"" + port
                            + "\"; use a number from 0 to " + MOST_PORT + ".");
                });
    }
}
