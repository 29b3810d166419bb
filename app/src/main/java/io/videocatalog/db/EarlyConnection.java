package io.videocatalog.db;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.Config;

/**
 * Opens the configured database before anything else starts, so that what is wrong with it is said in one sentence.
 * The connection is kept until the pool has its own: H2 closes a file with its last connection.
 */
@ApplicationScoped
public class EarlyConnection {

    private static final AtomicReference<Connection> HELD = new AtomicReference<>();
    /** Error codes of H2. */
    private static final int LOCKED = 90020;
    private static final int READING_FAILED = 90028;
    private static final int CORRUPT = 90030;
    private static final int BROKEN = 50000;

    /** @throws StartFailure when the database that the configuration names cannot be opened */
    public static void open(Config config) {
        DataFolder.makeAbsolute(config);
        String url = config.getValue("quarkus.datasource.jdbc.url", String.class);
        Optional<DatabaseFile> file = DatabaseFile.of(url);
        file.ifPresent(DatabaseFile::prepare);
        try {
            HELD.set(DriverManager.getConnection(url, config.getOptionalValue("quarkus.datasource.username", String.class).orElse(""),
                    config.getOptionalValue("quarkus.datasource.password", String.class).orElse("")));
        } catch (SQLException e) {
            throw new StartFailure(sentence(e, url, file));
        }
    }

    void release(@Observes StartupEvent started) throws SQLException {
        Connection held = HELD.getAndSet(null);
        if (held != null) {
            held.close();
        }
    }

    private static String sentence(SQLException e, String url, Optional<DatabaseFile> file) {
        // Without the parameters, of which one may be a password.
        String place = file.map(found -> found.path().toString()).orElseGet(() -> url.split("[;?]", 2)[0]);
        String general = "The database " + place + " cannot be opened: " + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                + ".";
        return switch (e.getErrorCode()) {
            case LOCKED -> file.map(DatabaseFile::locked).orElse(general);
            case READING_FAILED, CORRUPT, BROKEN -> file.map(DatabaseFile::damaged).orElse(general);
            default -> String.valueOf(e.getSQLState()).startsWith("28")
                    ? "The database " + place + " refuses the user name or the password; set QUARKUS_DATASOURCE_USERNAME and "
                            + "QUARKUS_DATASOURCE_PASSWORD to those that it was made with."
                    : general;
        };
    }
}
