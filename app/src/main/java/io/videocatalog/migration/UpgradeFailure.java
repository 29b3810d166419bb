package io.videocatalog.migration;

import io.videocatalog.db.DatabaseUrl;
import io.videocatalog.db.StartFailure;
import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What to tell whoever has started an upgrade that failed. */
public final class UpgradeFailure {

    private static final int LONGEST_STATEMENT = 100;

    private UpgradeFailure() {
    }

    /** One sentence: the script, the line, the reason, the state of the database and the way back. */
    public static String sentence(FlywayException failure, Config config) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartFailure) {
                return cause.getMessage();
            } else if (cause instanceof FlywayMigrateException script) {
                return sentence(script, config);
            }
        }
        return "The scripts cannot run on " + DatabaseUrl.place(config) + ": " + reason(rootOf(failure)) + ".";
    }

    private static String sentence(FlywayMigrateException failure, Config config) {
        String failed = "The script " + TableState.name(failure.getMigration()) + " failed" + line(failure) + ": " + reason(rootOf(failure))
                + "; ";
        if (DatabaseUrl.place(config).startsWith("jdbc:postgresql:")) {
            return failed + (failure.isExecutableInTransaction()
                    ? "the database is as it was before the script, which is to be mended: then run video-catalog db upgrade."
                    : "it runs outside of a transaction, so what it had done stays: undo that by hand, mend the script, and run video-catalog db upgrade.");
        }
        return failed + "H2 cannot take back what ran before that; " + new Obstacle(config).wayBack(failure.getMigration());
    }

    /** As {@link #sentence}, of a database that nobody will miss. */
    static String onScratch(FlywayException failure) {
        return failure instanceof FlywayMigrateException script
                ? "The script " + TableState.name(script.getMigration()) + " failed on the scratch database" + line(script) + ": "
                        + reason(rootOf(failure)) + "."
                : "The scripts cannot run on the scratch database: " + reason(rootOf(failure)) + ".";
    }

    private static String line(FlywayMigrateException failure) {
        if (!(failure.getCause() instanceof FlywaySqlScriptException script)) {
            return "";
        }
        String statement = script.getStatement().replaceAll("\\s+", " ").strip();
        return " in line " + script.getLineNumber() + " ("
                + (statement.length() <= LONGEST_STATEMENT ? statement : statement.substring(0, LONGEST_STATEMENT) + "…") + ")";
    }

    // Below the last that says anything may be one that does not, such as Java's own TimeoutException below that of the pool.
    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause.getMessage() == null ? root : cause;
        }
        return root;
    }

    /** What a database or an operating system says, in one line and without what only programs need. */
    static String reason(Throwable cause) {
        ServerErrorMessage server = cause instanceof PSQLException failure ? failure.getServerErrorMessage() : null;
        if (server != null && server.getMessage() != null) {
            String more = server.getDetail() == null ? server.getHint() : server.getDetail();
            return server.getMessage() + (more == null ? "" : " (" + more.replaceFirst("\\.$", "") + ")");
        }
        String line = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return line.replaceFirst("; SQL statement:.*", "").replaceFirst("\\.$", "");
    }
}
