package io.videocatalog.migration;

import io.videocatalog.db.DatabaseUrl;
import io.videocatalog.db.EarlyConnection;
import io.videocatalog.db.RefusedConnection;
import io.videocatalog.db.StartFailure;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.Config;

/**
 * A database for the scripts to be tried on, of the same engine as the catalogue's: in memory on H2, on the catalogue's own server
 * on PostgreSQL. Gone when it is closed, and at the latest when the process ends.
 */
public final class Scratch implements AutoCloseable {

    private static final String MISSING_RIGHT = "42501";
    private static final int RANDOM_BYTES = 6;

    private final String home;
    private final Properties credentials;
    private final String name;
    private final AtomicBoolean open = new AtomicBoolean();

    private Scratch(String home, Properties credentials) {
        this.home = home;
        this.credentials = credentials;
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        this.name = "video_catalog_scratch_" + HexFormat.of().formatHex(random);
    }

    /** @throws StartFailure when the server does not let the catalogue's user make a database */
    public static Scratch open(Config config) {
        Scratch scratch = new Scratch(config.getValue("quarkus.datasource.jdbc.url", String.class), EarlyConnection.credentials(config));
        if (scratch.isOnServer()) {
            scratch.create(DatabaseUrl.place(config));
        }
        return scratch;
    }

    private boolean isOnServer() {
        return home.startsWith("jdbc:postgresql:");
    }

    private void create(String place) {
        try {
            open.set(true);
            Runtime.getRuntime().addShutdownHook(new Thread(this::closeAtEnd));
            // The locale C goes with every encoding.
            execute("create database " + name + " template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'");
        } catch (SQLException e) {
            open.set(false);
            String user = credentials.getProperty("user");
            throw new StartFailure(MISSING_RIGHT.equals(e.getSQLState())
                    ? "The user " + user + " may not create a database beside " + place
                            + " for the scripts to be tried on; run there, as a "
                            + "superuser: alter user \"" + user + "\" createdb; or name an empty database with --scratch-url."
                    : new RefusedConnection(e, home).sentence());
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(home, credentials); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Where it is, for JDBC. */
    public String url() {
        return isOnServer()
                ? home.replaceFirst("^(jdbc:postgresql://[^/]*/)[^?]*", "$1" + name)
                : "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
    }

    /** @throws StartFailure when it is still there */
    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            try {
                execute("drop database if exists " + name + " with (force)");
            } catch (SQLException e) {
                throw new StartFailure(
                        "The scratch database " + name + " is left behind (" + UpgradeFailure.reason(e) + "); drop it yourself.");
            }
        }
    }

    private void closeAtEnd() {
        try {
            close();
        } catch (StartFailure e) {
            System.err.println(e.getMessage());
        }
    }
}
