package io.videocatalog.migration;

import io.videocatalog.db.DatabaseFile;
import io.videocatalog.db.StartFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jboss.logging.Logger;

/**
 * Copies the file of H2 aside before the first script of an upgrade runs, because H2 cannot take back what a script has done that
 * fails halfway. Works through a process that has the file open, too.
 */
final class FileCopy extends BaseCallback {

    private static final Logger LOG = Logger.getLogger("io.videocatalog");
    private static final String SUFFIX = ".mv.db";

    private final DatabaseFile file;
    private boolean made;

    FileCopy(DatabaseFile file) {
        this.file = file;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_MIGRATE || event == Event.BEFORE_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return false;
    }

    @Override
    public void handle(Event event, Context context) {
        if (event == Event.BEFORE_MIGRATE) {
            made = false;
        } else if (!made) {
            made = true;
            try {
                if (hasTables(context.getConnection())) {
                    copy(context.getConnection(), context.getMigrationInfo());
                }
            } catch (SQLException | IOException e) {
                throw new StartFailure("The database file " + file.path() + " cannot be copied before the upgrade, and without a copy "
                        + "it does not begin: " + UpgradeFailure.reason(e) + ".");
            }
        }
    }

    private static boolean hasTables(Connection connection) throws SQLException {
        return DatabaseTables.readColumns(connection).keySet().stream().anyMatch(name -> !name.equals(DatabaseTables.HISTORY));
    }

    private void copy(Connection connection, MigrationInfo script) throws SQLException, IOException {
        requireRoom();
        Path copy = free(script);
        Path zip = Files.createTempFile(file.folder(), "copy-", ".zip");
        Path part = Files.createTempFile(file.folder(), "copy-", ".part");
        try (PreparedStatement backup = connection.prepareStatement("backup to ?")) {
            backup.setString(1, zip.toString());
            backup.execute();
            extract(zip, part);
            Files.move(part, copy);
            LOG.infof("The file as it was before the upgrade is kept in %s", copy);
        } finally {
            Files.deleteIfExists(zip);
            Files.deleteIfExists(part);
        }
    }

    // For the copy, and for the archive that H2 makes first, which is smaller.
    private void requireRoom() throws IOException {
        long needed = 2 * Files.size(file.path());
        long free = Files.getFileStore(file.folder()).getUsableSpace();
        if (free < needed) {
            throw new StartFailure("There is no room for a copy of " + file.path() + " before the upgrade: it takes " + megabytes(needed)
                    + " MB, and " + megabytes(free) + " MB are free; make room, or move the data folder to a larger disk.");
        }
    }

    private static long megabytes(long bytes) {
        return bytes / 1_000_000;
    }

    private Path free(MigrationInfo script) {
        String first = prefix() + script.getVersion();
        return IntStream.iterate(1, number -> number + 1).mapToObj(number -> first + (number == 1 ? "" : "-" + number) + SUFFIX)
                .map(file.folder()::resolve).filter(path -> !Files.exists(path)).findFirst().orElseThrow();
    }

    // Not with a dot behind the name: H2 would take the copy for a part of its own.
    private String prefix() {
        return file.path().getFileName().toString().replace(SUFFIX, "-before-V");
    }

    private static void extract(Path zip, Path target) throws IOException {
        try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(zip))) {
            entries.getNextEntry();
            Files.copy((InputStream) entries, target, StandardCopyOption.REPLACE_EXISTING);
        }
        try (FileChannel written = FileChannel.open(target, StandardOpenOption.WRITE)) {
            written.force(true);
        }
    }

    /** The copy from before the upgrade that stopped at this script. */
    Optional<Path> before(MigrationInfo script) {
        try (Stream<Path> files = Files.list(file.folder())) {
            return files.filter(path -> versionOf(path).filter(version -> version.compareTo(script.getVersion()) <= 0).isPresent())
                    .max(Comparator.comparing(path -> path.toFile().lastModified()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<MigrationVersion> versionOf(Path path) {
        Matcher name = Pattern.compile(Pattern.quote(prefix()) + "([0-9.]+)(-\\d+)?" + Pattern.quote(SUFFIX))
                .matcher(path.getFileName().toString());
        return name.matches() ? Optional.of(MigrationVersion.fromVersion(name.group(1))) : Optional.empty();
    }
}
