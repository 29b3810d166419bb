package io.videocatalog.db;

import io.videocatalog.db.EarlyConnection.Sharing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import org.eclipse.microprofile.config.Config;
import org.h2.tools.Server;

/**
 * Lets commands use a file of H2 that another process, mostly the service, has open. That one listens on loopback, at a port of
 * chance, for whoever knows a key; port and key stand in a file that only the same user can read. H2's own AUTO_SERVER does the
 * like, but its key is readable for everybody and it closes the file while the last requests are being answered.
 */
public final class SharedFile {

    /** The URL of the file, in a process that asks another for it. */
    static final String JOINED = "video-catalog.joined-file";

    private static final int KEY_BYTES = 32;
    private static final int PAUSE_MILLIS = 100;
    private static final String GUESTS = "select count(*) from information_schema.sessions where server is not null";

    private SharedFile() {
    }

    /** Lets others join, unless the disk has no room for telling them how; what needs none goes on. The database must be open. */
    static void offer(DatabaseFile file) {
        String key = HexFormat.of().formatHex(randomBytes());
        try {
            Server server = Server.createTcpServer("-tcpPort", "0", "-tcpDaemon", "-key", key, file.name()).start();
            publish(address(file), "127.0.0.1:" + server.getPort() + "/" + key);
        } catch (SQLException | IOException e) {
            System.err.println(
                    "Other commands cannot use the database file " + file.path() + " beside this process: " + e.getMessage() + ".");
        }
    }

    // At once: whoever looks for it finds either nothing or the whole.
    private static void publish(Path address, String content) throws IOException {
        Path draft = Path.of(address + ".new");
        Files.deleteIfExists(draft);
        try {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, content);
            Files.move(draft, address, StandardCopyOption.ATOMIC_MOVE);
            address.toFile().deleteOnExit();
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Takes back what a process that was killed had offered. Nobody may have the database open. */
    static void withdraw(DatabaseFile file) {
        address(file).toFile().delete();
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** Has this process use the other's database instead of the file. */
    static void join(DatabaseFile file, String url, Sharing sharing) {
        if (sharing != Sharing.JOIN) {
            throw new StartFailure(file.locked());
        }
        try {
            System.setProperty(EarlyConnection.URL, "jdbc:h2:tcp://" + Files.readString(address(file)));
            System.setProperty(JOINED, url);
        } catch (NoSuchFileException e) {
            throw new StartFailure(file.locked());
        } catch (IOException e) {
            throw new StartFailure(
                    "The database file " + file.path() + " is in use by a process of another user; run the command as that user.");
        }
    }

    /** Whether this process uses the database of another. */
    static boolean isJoined() {
        return System.getProperty(JOINED) != null;
    }

    /**
     * Waits until no other process uses a file of H2 through this one, which would take them along when it ends. Whoever has
     * joined another, or works on another database, asks nothing of it.
     *
     * @param waiting is told before it waits, if it has to
     */
    public static void awaitGuests(Config config, Runnable waiting) throws SQLException, InterruptedException {
        String url = config.getValue(EarlyConnection.URL, String.class);
        if (DatabaseFile.of(url).isEmpty()) {
            return;
        }
        try (Connection connection = DriverManager.getConnection(url, EarlyConnection.credentials(config))) {
            for (boolean told = false; hasGuests(connection); told = true) {
                if (!told) {
                    waiting.run();
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private static boolean hasGuests(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet guests = statement.executeQuery(GUESTS)) {
            return guests.next() && guests.getInt(1) > 0;
        }
    }

    private static Path address(DatabaseFile file) {
        return Path.of(file.name() + ".port");
    }
}
