package io.videocatalog.cli;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.videocatalog.db.EarlyConnection;
import io.videocatalog.db.EarlyConnection.Sharing;
import io.videocatalog.db.SharedFile;
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

    /** What a shell reports of a command that wrote to a pipe that nobody reads any more. */
    static final int BROKEN_PIPE = 141;
    static final String WAITING = "Done; waiting for other commands, which use the database file through this one.";
    private static final int INTERRUPTED = 130;
    private static final int TERMINATED = 143;
    private static final AtomicReference<CatalogueCommand> CURRENT = new AtomicReference<>();

    @Mixin
    DatabaseOption database;
    @Spec
    CommandSpec spec;

    private int code;
    private Throwable failure;
    private volatile int stopCode;

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
        System.setProperty("quarkus.management.host-enabled", "false");
        System.setProperty("quarkus.log.console.stderr", "true");
        System.setProperty("quarkus.log.level", "WARN");
        // A command tells itself why it has stopped.
        System.setProperty("quarkus.log.category.\"io.videocatalog.resource.DatabaseProblems\".level", "ERROR");
        for (String library : List.of("io.agroal.pool", "org.hibernate", "org.hibernate.orm.jdbc.batch")) {
            System.setProperty("quarkus.log.category.\"" + library + "\".level", "OFF");
        }
        System.setProperty("quarkus.scheduler.enabled", "false");
        System.setProperty("quarkus.shutdown.delay", "0s");
        System.setProperty("quarkus.shutdown.timeout", "1s");
        System.setProperty("quarkus.flyway.migrate-at-start", "false");
        System.setProperty("quarkus.hibernate-orm.schema-management.strategy", "none");
    }

    /** What must hold of the tables before the work begins: that they are those of this version. */
    protected void prepareTables() {
        Arc.container().instance(Migrations.class).get().requireCurrent();
    }

    /** On Ctrl-C and SIGTERM, in a thread of its own. Ends the process at once, which leaves no transaction half done. */
    protected void interrupted() {
        Runtime.getRuntime().halt(stopCode);
    }

    /** The exit code of a command that has been told to end. */
    protected int stopCode() {
        return stopCode;
    }

    @Override
    public final Integer call() throws Exception {
        endOn("INT", INTERRUPTED);
        endOn("TERM", TERMINATED);
        configure();
        EarlyConnection.open(ConfigProvider.getConfig(), Sharing.JOIN);
        CURRENT.set(this);
        Quarkus.run(Body.class, this::ended);
        return outcome();
    }

    private void endOn(String signal, int exitCode) {
        try {
            Signal.handle(new Signal(signal), received -> interrupt(exitCode));
        } catch (IllegalArgumentException e) {
            // With -Xrs the JVM leaves signals to the system, which ends the process.
        }
    }

    private synchronized void interrupt(int exitCode) {
        stopCode = exitCode;
        interrupted();
    }

    // Not while the other thread tidies up: what it takes away is no failure of the work, and the exit code is its own.
    private synchronized int outcome() throws Exception {
        if (failure instanceof Exception e) {
            throw e;
        } else if (failure != null) {
            throw (Error) failure;
        } else if (out().checkError()) {
            err().println("The output cannot be written to stdout.");
            return BROKEN_PIPE;
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
            try {
                return CURRENT.get().run();
            } finally {
                SharedFile.awaitGuests(ConfigProvider.getConfig(), () -> CURRENT.get().err().println(WAITING));
            }
        }
    }
}
