package io.videocatalog.db;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
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
        JOIN,
        /** Nothing, and that nobody joins: a restore gives out ids that a service might, too. */
        EXCLUSIVE
    }

    static final String URL = "quarkus.datasource.jdbc.url";
    /** What each connection of the pool says to its session at first. */
    static final String SESSION_SETTINGS = "quarkus.datasource.jdbc.new-connection-sql";
    private static final String PREPARE_THRESHOLD = "prepareThreshold=";
    private static final AtomicReference<Connection> HELD = new AtomicReference<>();

    /**
     * Opens a connection, and keeps it open as long as the caller does not close it or the application is up.
     *
     * @throws StartFailure when the database that the configuration names cannot be opened
     */
    public static Connection open(Config config, Sharing sharing) {
        DataFolder.makeAbsolute(config);
        String url = config.getOptionalValue(URL, String.class).orElse("");
        requireEngine(config.getValue("quarkus.datasource.db-kind", String.class), url);
        Optional<DatabaseFile> file = DatabaseFile.of(url);
        if (file.isPresent() && !file.get().prepare()) {
            SharedFile.join(file.get(), url, sharing);
            return connectToOther(config, url, file.get());
        }
        file.ifPresent(SharedFile::withdraw);
        Connection connection = file.isPresent() ? connect(config, url, file.get()) : connect(config, url);
        if (sharing != Sharing.EXCLUSIVE) {
            file.ifPresent(SharedFile::offer);
        }
        return connection;
    }

    // What a full disk has left of a new file would be taken for a damaged one.
    private static Connection connect(Config config, String url, DatabaseFile file) {
        boolean isNew = Files.notExists(file.path());
        try {
            Connection connection = connect(config, url);
            file.takeBackRemains(connection);
            return connection;
        } catch (SQLException e) {
            throw new StartFailure(new RefusedConnection(e, url).sentence());
        } catch (StartFailure e) {
            if (isNew && file.path().toFile().length() == 0) {
                file.path().toFile().delete();
            }
            throw e;
        }
    }

    private static Connection connectToOther(Config config, String url, DatabaseFile file) {
        try {
            HELD.set(DriverManager.getConnection(config.getValue(URL, String.class), credentials(config)));
            return HELD.get();
        } catch (SQLException e) {
            boolean isRefused = String.valueOf(e.getSQLState()).startsWith("28");
            throw new StartFailure(isRefused ? new RefusedConnection(e, url).sentence() : file.locked());
        }
    }

    private static Connection connect(Config config, String url) {
        try {
            Connection connection = DriverManager.getConnection(url, credentials(config));
            if (url.startsWith("jdbc:postgresql:")) {
                connection = directOrStateless(connection, config, url);
                PostgresDatabase.requireUsable(connection, url);
            }
            HELD.set(connection);
            return connection;
        } catch (SQLException e) {
            throw new StartFailure(new RefusedConnection(e, url).sentence());
        }
    }

    /**
     * The connection, or behind a pooler another of the kind that all will be then: each transaction may meet another session
     * of the server, so nothing is to be left in one, neither prepared statements nor settings.
     */
    private static Connection directOrStateless(Connection connection, Config config, String url) throws SQLException {
        if (!PostgresDatabase.isBehindPooler(connection)) {
            return connection;
        }
        connection.close();
        System.setProperty(SESSION_SETTINGS, "");
        System.setProperty(URL, url.contains(PREPARE_THRESHOLD) ? url : url + (url.contains("?") ? "&" : "?") + PREPARE_THRESHOLD + "0");
        return DriverManager.getConnection(config.getValue(URL, String.class), credentials(config));
    }

    /** User and password as the configuration has them. Without a password the driver of PostgreSQL looks into the user's .pgpass. */
    public static Properties credentials(Config config) {
        Properties credentials = new Properties();
        for (String name : List.of("user", "password")) {
            config.getOptionalValue("quarkus.datasource." + (name.equals("user") ? "username" : name), String.class)
                    .ifPresent(value -> credentials.setProperty(name, value));
        }
        return credentials;
    }

    private static void requireEngine(String built, String url) {
        if (!url.startsWith("jdbc:" + built + ":")) {
            throw new StartFailure(
                    "This is the variant for " + built + ", and DATABASE_URL names another database; start bin/video-catalog, "
                            + "which chooses the variant.");
        }
    }

    void release(@Observes StartupEvent started) throws SQLException {
        Connection held = HELD.getAndSet(null);
        if (held != null) {
            held.close();
        }
    }
}
