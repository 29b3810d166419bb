package io.videocatalog.db;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.Config;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** The file in which H2 keeps the catalogue, and what can be told of it before H2 opens it for writing. */
public final class DatabaseFile {

    private static final String SUFFIX = ".mv.db";
    private static final String RESTORE = "; put a backup in its place, or move it away to begin with an empty catalogue";

    private final Path path;
    private final boolean encrypted;
    /** Where {@link UncommittedRemains} can be, when it was not closed in good order. */
    private OptionalInt remainsFrom = OptionalInt.empty();

    private DatabaseFile(Path path, boolean encrypted) {
        this.path = path;
        this.encrypted = encrypted;
    }

    /** The file that the configuration names, also when another process has it open and is asked instead. */
    public static Optional<DatabaseFile> configured(Config config) {
        return config.getOptionalValue(SharedFile.JOINED, String.class).or(() -> config.getOptionalValue(EarlyConnection.URL, String.class))
                .flatMap(DatabaseFile::of);
    }

    /** The file that a JDBC URL names; nothing for a database that is elsewhere or in memory. */
    public static Optional<DatabaseFile> of(String url) {
        String[] parts = url.split(";", 2);
        String place = parts[0].replaceFirst("^jdbc:h2:(file:)?", "");
        if (!parts[0].startsWith("jdbc:h2:") || place.matches("(mem|tcp|ssl|zip):.*")) {
            return Optional.empty();
        }
        String home = place.startsWith("~") ? System.getProperty("user.home") + place.substring(1) : place;
        boolean encrypted = parts.length > 1 && parts[1].toUpperCase(Locale.ROOT).contains("CIPHER=");
        return Optional.of(new DatabaseFile(Path.of(home + SUFFIX).toAbsolutePath().normalize(), encrypted));
    }

    /** The path as H2 has it in a URL. */
    String name() {
        return path.toString().substring(0, path.toString().length() - SUFFIX.length());
    }

    public Path path() {
        return path;
    }

    public Path folder() {
        return path.getParent();
    }

    /**
     * Makes the folder where it is missing, and refuses a file that is damaged or out of reach.
     *
     * @return whether the file can be opened: no other process has it
     */
    boolean prepare() {
        makeFolder();
        if (!Files.exists(path)) {
            return true;
        }
        requireUsable();
        return encrypted || requireComplete();
    }

    private void makeFolder() {
        try {
            // What is in it lets people in: hashes of passwords and tokens. H2 leaves its file readable for everybody.
            Files.createDirectories(folder(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new StartFailure("The data folder " + folder() + " cannot be made (" + reason(e)
                    + "); make it yourself, or set VIDEO_CATALOG_HOME to a folder that this user may write to.");
        }
        if (!Files.isWritable(folder()) || !Files.isExecutable(folder())) {
            throw new StartFailure("The data folder " + folder() + " is not writable for this user; "
                    + "change its permissions, or set VIDEO_CATALOG_HOME to another folder.");
        }
    }

    private static String reason(IOException e) {
        return switch (e.getClass().getSimpleName()) {
            case "AccessDeniedException" -> "permission denied";
            case "FileAlreadyExistsException" -> "there is a file of that name";
            case "FileSystemException" -> String.valueOf(((FileSystemException) e).getReason()).toLowerCase(Locale.ROOT);
            default -> e.getMessage();
        };
    }

    // H2 itself would open what it cannot write to read-only, and fail at the first write.
    private void requireUsable() {
        if (!Files.isRegularFile(path) || !Files.isReadable(path) || !Files.isWritable(path)) {
            throw new StartFailure(
                    "The database file " + path + " cannot be read and written by this user; change its owner or its permissions.");
        }
    }

    /**
     * H2 takes an empty file for a new database, and goes back to an older state when the newest part of a file is gone.
     * The file's header names the state at the last clean end; what H2 finds must not be older than that.
     */
    private boolean requireComplete() {
        if (path.toFile().length() == 0) {
            throw truncated();
        }
        try (MVStore store = new MVStore.Builder().fileName(path.toString()).readOnly().open()) {
            long recorded = DataUtils.readHexLong(store.getFileStore().getStoreHeader(), "version", 1);
            if (store.getCurrentVersion() < recorded) {
                throw truncated();
            }
            if (!store.getFileStore().getStoreHeader().containsKey("clean")) {
                remainsFrom = OptionalInt.of(UncommittedRemains.firstChunk(store));
            }
            return true;
        } catch (MVStoreException e) {
            if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
                return false;
            }
            throw new StartFailure(sentence(e.getErrorCode()));
        }
    }

    /** Takes {@link UncommittedRemains} back. To be called before others use the database. */
    void takeBackRemains(Connection connection) throws SQLException {
        if (remainsFrom.isPresent()) {
            UncommittedRemains.takeBack(connection, remainsFrom.getAsInt());
        }
    }

    private StartFailure truncated() {
        return new StartFailure("The database file " + path + " has lost its end or is empty" + RESTORE + ".");
    }

    private String sentence(int code) {
        return switch (code) {
            case DataUtils.ERROR_UNSUPPORTED_FORMAT -> "The database file " + path
                    + " was written by another version of H2; export it with that version and import it here.";
            default -> "The database file " + path + " is damaged or is not a database" + RESTORE + ".";
        };
    }

    String locked() {
        return "The database file " + path + " is in use by another process; stop that one, or set VIDEO_CATALOG_HOME to another folder.";
    }

    String damaged() {
        return sentence(DataUtils.ERROR_FILE_CORRUPT);
    }
}
