package io.videocatalog.db;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;

/** Why a database could not be opened, for whoever has to mend it. */
public final class RefusedConnection {

    /** Error codes of H2. */
    private static final int LOCKED = 90020;
    private static final int READING_FAILED = 90028;
    private static final int CORRUPT = 90030;
    private static final int BROKEN = 50000;

    private final SQLException refusal;
    private final String url;
    private final String place;

    public RefusedConnection(SQLException refusal, String url) {
        this.refusal = refusal;
        this.url = url;
        this.place = DatabaseUrl.place(url);
    }

    /** One sentence that says what to do. */
    public String sentence() {
        Optional<DatabaseFile> file = DatabaseFile.of(url);
        if (DatabaseFailure.of(refusal).filter(failure -> failure == DatabaseFailure.FULL).isPresent()) {
            return "There is no room on the disk of " + place + "; make room, and try again.";
        }
        return switch (refusal.getErrorCode()) {
            case LOCKED -> file.map(DatabaseFile::locked).orElseGet(this::byState);
            case READING_FAILED, CORRUPT, BROKEN -> file.map(DatabaseFile::damaged).orElseGet(this::byState);
            default -> byState();
        };
    }

    private String byState() {
        String state = String.valueOf(refusal.getSQLState());
        // The server wants a password where none is given.
        boolean missing = state.equals("08004") && refusal.getMessage().contains("password");
        if (state.startsWith("28") || missing) {
            return "The database " + place + " refuses the user name or the password; correct them in DATABASE_URL"
                    + (url.startsWith("jdbc:h2:") ? " or QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD." : ".");
        }
        if (refusal.getMessage().contains("ssl") || refusal.getMessage().contains("SSL")) {
            return "The database " + place + " cannot be reached (" + reason()
                    + "); correct what DATABASE_URL says of SSL, such as sslmode.";
        }
        return switch (state) {
            case "3D000" -> "The server has no database " + place + "; create it with createdb, or correct DATABASE_URL.";
            case "42501" ->
                "The user may not connect to the database " + place + "; grant it the right to, or name another user in DATABASE_URL.";
            case "53300" -> "The database " + place + " takes no more connections; raise its max_connections, or close some.";
            case "57P03" -> "The database " + place + " is starting up or shutting down; try again in a moment.";
            case "08001", "08004", "08006" -> "The database " + place + " cannot be reached (" + reason()
                    + "); check that it runs and that DATABASE_URL names its host and port.";
            default -> "The database " + place + " cannot be opened: " + reason() + ".";
        };
    }

    // The driver's first line; its own advice is left out, and the URL, which may have a password.
    private String reason() {
        Throwable cause = refusal.getCause() == null ? refusal : refusal.getCause();
        String line = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        if (cause instanceof UnknownHostException) {
            return "there is no host " + line;
        }
        return line.replaceFirst(" *\"?jdbc:.*", "").replaceFirst("\\.? *(Check that|The parameters|Please).*", "").replaceFirst("\\.$",
                "");
    }
}
