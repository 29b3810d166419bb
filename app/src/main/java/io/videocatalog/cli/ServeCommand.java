package io.videocatalog.cli;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.quarkus.runtime.Quarkus;
import io.videocatalog.Main;
import io.videocatalog.db.EarlyConnection;
import io.videocatalog.db.EarlyConnection.Sharing;
import io.videocatalog.http.CertificateFiles;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Serves the API until the process is told to end. */
@Command(name = "serve", description = "Serves the REST API; the same as no command.")
class ServeCommand implements Callable<Integer> {

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
        CertificateFiles.configured(ConfigProvider.getConfig()).ifPresent(CertificateFiles::read);
        EarlyConnection.open(ConfigProvider.getConfig(), Sharing.ALONE);
        Quarkus.run(null, (code, failure) -> System.exit(failure == null ? code : Failure.explain(failure, err)));
        return 0;
    }
}
