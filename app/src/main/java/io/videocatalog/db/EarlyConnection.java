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

    /** What a process wants of a file of H2 that another process has open. */
    public enum Sharing {
        /** Nothing: a service is to be the one that others join. */
        ALONE,
        /** To join in, as a command does that works beside a service. */
        JOIN
    }

    static final String URL = "quarkus.datasource.jdbc.url";
    private static final AtomicReference<Connection> HELD = new AtomicReference<>();

    /** @throws StartFailure when the database that the configuration names cannot be opened */
    public static void open(Config config, Sharing sharing) {
        DataFolder.makeAbsolute(config);
        String url = config.getOptionalValue(URL, String.class).orElse("");
        requireEngine(config.getValue("quarkus.datasource.db-kind", String.class), url);
        Optional<DatabaseFile> file = DatabaseFile.of(url);
        if (file.isPresent() && !file.get().prepare()) {
            SharedFile.join(file.get(), url, sharing);
            connect(config, config.getValue(URL, String.class));
        } else {
            connect(config, url);
            file.ifPresent(SharedFile::offer);
        }
    }

    private static void connect(Config config, String url) {
        try {
            Connection connection = DriverManager.getConnection(url,
                    config.getOptionalValue("quarkus.datasource.username", String.class).orElse(""),
                    config.getOptionalValue("quarkus.datasource.password", String.class).orElse(""));
            HELD.set(connection);
            requireUnicode(connection, url);
        } catch (SQLException e) {
            throw new StartFailure(new RefusedConnection(e, url).sentence());
        }
    }

    private static void requireEngine(String built, String url) {
        if (!url.startsWith("jdbc:" + built + ":")) {
            throw new StartFailure(
                    "This is the variant for " + built + ", and DATABASE_URL names another database; start bin/video-catalog, "
                            + "which chooses the variant.");
        }
    }

    private static void requireUnicode(Connection connection, String url) throws SQLException {
        if (url.startsWith("jdbc:postgresql:")) {
            try (var statement = connection.createStatement(); var encoding = statement.executeQuery("show server_encoding")) {
                if (encoding.next() && !encoding.getString(1).equals("UTF8")) {
                    throw new StartFailure("The database " + DatabaseUrl.place(url) + " has the encoding " + encoding.getString(1)
                            + ", which cannot hold every text; create one with \"encoding 'UTF8' template template0\".");
                }
            }
        }
    }

    void release(@Observes StartupEvent started) throws SQLException {
        Connection held = HELD.getAndSet(null);
        if (held != null) {
            held.close();
        }
    }
}
