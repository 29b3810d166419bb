package io.videocatalog.cli;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import io.videocatalog.backup.BackupFailure;
import io.videocatalog.db.DatabaseFailure;
import io.videocatalog.db.StartFailure;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.migration.UpgradeFailure;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.api.FlywayException;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import picocli.CommandLine;

/** Tells whoever has started the program why it does not do what it was to. */
final class Failure {

    private static final Pattern UNREADABLE = Pattern.compile("Failed to load config value of type (?:class )?[\\w.$]+ for: ([\\w.-]+)");

    private Failure() {
    }

    /**
     * Prints a sentence; only for a failure that nobody has foreseen a stack trace, which is then all there is to go by.
     *
     * @return the exit code
     */
    static int explain(Throwable failure, PrintWriter err) {
        Optional<String> sentence = Optional.empty();
        for (Throwable cause = failure; cause != null && sentence.isEmpty(); cause = cause.getCause()) {
            sentence = sentence(cause);
        }
        sentence = sentence.or(() -> DatabaseFailure.of(failure).map(known -> known.sentence() + "."));
        sentence.ifPresentOrElse(err::println, () -> failure.printStackTrace(err));
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static Optional<String> sentence(Throwable cause) {
        if (cause instanceof QuarkusBindException bind) {
            return Optional.of(bindSentence(bind));
        } else if (cause instanceof StartFailure || cause instanceof CommandFailure || cause instanceof BackupFailure) {
            return Optional.of(cause.getMessage());
        } else if (cause instanceof ConfigurationException || cause instanceof ConfigValidationException) {
            return Optional.of("The configuration is wrong: " + onOneLine(cause.getMessage()));
        } else if (cause instanceof FlywayException upgrade) {
            return Optional.of(UpgradeFailure.sentence(upgrade, ConfigProvider.getConfig()));
        } else if (cause instanceof SchemaManagementException) {
            return Optional.of("The entities do not fit the tables: " + cause.getMessage().replaceFirst("^Schema.validation: ", "")
                    + "; video-catalog db check tells more.");
        }
        return Optional.empty();
    }

    /** Why something has stopped, in words that go on a sentence. */
    static String reason(ProblemException problem) {
        if (problem.type() == ProblemType.INTERNAL) {
            return "a failure that nobody has foreseen, which is shown above";
        }
        String message = problem.getMessage().replaceFirst("; send the request again.*", "");
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    private static String onOneLine(String message) {
        Matcher unreadable = UNREADABLE.matcher(message);
        if (unreadable.find()) {
            String setting = unreadable.group(1);
            return setting + " cannot be read as what it should be, \"" + ConfigProvider.getConfig().getConfigValue(setting).getValue()
                    + "\"; correct or remove " + variable(setting);
        }
        return message.replaceAll("Configuration validation failed:|[\\w.]+Exception: |SRCFG\\d+: ", "")
                .replace("threw an Exception whilst being converted", "cannot be read:").strip().replaceAll("\\s*\n\\s*", "; ");
    }

    /** The environment variable that sets a setting. */
    static String variable(String setting) {
        return setting.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    private static String bindSentence(QuarkusBindException e) {
        String place = e.getHost() + ":" + e.getPort();
        return e.getMessage().contains("in use")
                ? "Another process listens on " + place
                        + "; stop that one, or set QUARKUS_HTTP_PORT (with TLS, QUARKUS_HTTP_SSL_PORT) to another port."
                : "This process cannot listen on " + place + " (" + e.getMessage()
                        + "); set QUARKUS_HTTP_HOST to an address of this machine "
                        + "and QUARKUS_HTTP_PORT (with TLS, QUARKUS_HTTP_SSL_PORT) to a port that this user may open.";
    }
}
