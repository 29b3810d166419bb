package io.videocatalog.cli;

import io.quarkus.runtime.ImageMode;
import io.videocatalog.console.JavaConsole;
import picocli.CommandLine.Command;

/** A prompt for Java. */
@Command(name = "console", description = {
        "Runs Java on the catalogue, typed at a prompt or piped in: Video.count(), new Video(), video.persist().",
        "One transaction spans all lines; commit() saves, rollback() undoes, leaving undoes."})
final class ConsoleCommand extends CatalogueCommand {

    @Override
    protected void configure() {
        if (ImageMode.current().isNativeImage()) {
            throw new CommandFailure("The console needs a JVM; use the distribution that runs on Java.");
        } else if (ModuleLayer.boot().findModule("jdk.jshell").isEmpty()) {
            throw new CommandFailure("The console needs JShell, which this Java lacks; set JAVA_HOME to a JDK.");
        }
        // Java 22 to 24 have a console without a terminal, too.
        System.setProperty("jdk.console", "java.base");
        // Nobody needs to know how a transaction ends that is open when the process is told to end.
        System.setProperty("quarkus.log.category.\"com.arjuna\".level", "ERROR");
        System.setProperty("quarkus.log.category.\"org.hibernate.orm.jta\".level", "ERROR");
        super.configure();
    }

    @Override
    protected int run() throws Exception {
        return JavaConsole.run();
    }
}
