package io.videocatalog.cli;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.videocatalog.db.EarlyConnection;
import io.videocatalog.db.EarlyConnection.Sharing;
import io.videocatalog.migration.Migrations;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import sun.misc.Signal;

/** A command that works on the catalogue: inside the application, which has its database and beans then but serves nothing. */
abstract class CatalogueCommand implements Callable<Integer> {

    static final int INTERRUPTED = 130;
    private static final AtomicReference<CatalogueCommand> CURRENT = new AtomicReference<>();

    @Mixin
    DatabaseOption database;
    @Spec
    CommandSpec spec;

    private int code;
    private Throwable failure;

    /**
     * Does the work.
     *
     * @return the exit code
     * @throws CommandFailure with a sentence for the user
     */
    protected abstract int run() throws Exception;

    /** Settings that hold for this command only, before the application starts. */
    protected void configure() {
        System.setProperty("quarkus.http.host-enabled", "false");
        System.setProperty("quarkus.log.console.stderr", "true");
        System.setProperty("quarkus.log.level", "WARN");
        // A command tells itself why it has stopped.
        for (String category : List.of("io.videocatalog.resource.DatabaseProblems", "io.agroal.pool")) {
            System.setProperty("quarkus.log.category.\"" + category + "\".level", "ERROR");
        }
        System.setProperty("quarkus.shutdown.delay", "0s");
        System.setProperty("quarkus.shutdown.timeout", "1s");
        System.setProperty("quarkus.flyway.migrate-at-start", "false");
        System.setProperty("quarkus.hibernate-orm.schema-management.strategy", "none");
    }

    /** What must hold of the tables before the work begins: that they are those of this version. */
    protected void prepareTables() {
        Arc.container().instance(Migrations.class).get().requireCurrent();
    }

    /** On Ctrl-C, in a thread of its own. Ends the process at once, which leaves no transaction half done. */
    protected void interrupted() {
        Runtime.getRuntime().halt(INTERRUPTED);
    }

    @Override
    public final Integer call() throws Exception {
        Signal.handle(new Signal("INT"), signal -> interrupt());
        configure();
        EarlyConnection.open(ConfigProvider.getConfig(), Sharing.JOIN);
        CURRENT.set(this);
        Quarkus.run(Body.class, this::ended);
        return outcome();
    }

    private synchronized void interrupt() {
        interrupted();
    }

    // Not while the other thread tidies up after Ctrl-C: what it takes away is no failure of the work, and the exit code is its own.
    private synchronized int outcome() throws Exception {
        if (failure instanceof Exception e) {
            throw e;
        } else if (failure != null) {
            throw (Error) failure;
        }
        return code;
    }

    private void ended(int exitCode, Throwable thrown) {
        code = exitCode;
        failure = thrown;
    }

    /** Where results go. */
    protected PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Where messages go. */
    protected PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** What Quarkus runs once it is up. */
    public static final class Body implements QuarkusApplication {

        @Override
        public int run(String... arguments) throws Exception {
            CURRENT.get().prepareTables();
            return CURRENT.get().run();
        }
    }
}
