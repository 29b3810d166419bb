package io.videocatalog.cli;

import io.videocatalog.backup.Backup;
import io.videocatalog.backup.Manifest;
import io.videocatalog.backup.NewFile;
import io.videocatalog.backup.Scripts;
import io.videocatalog.db.DatabaseFile;
import io.videocatalog.db.EarlyConnection;
import io.videocatalog.db.EarlyConnection.Sharing;
import io.videocatalog.db.SharedFile;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a backup. Needs nothing of the application, which would first bring the tables of an older version up to date. */
@Command(name = "backup", description = {"Writes everything that the catalogue has at this moment into one file.",
        "A service may run meanwhile; it is neither stopped nor slowed by locks. \"db restore\" reads the file."})
final class BackupCommand implements Callable<Integer> {

    private static final Path STDOUT = Path.of("-");

    @Parameters(paramLabel = "FILE", description = "The zip file to write; - for stdout.")
    Path file;
    @Option(names = "--force", description = "Replaces FILE if it is there.")
    boolean force;
    @Option(names = "--json", description = "Prints the summary as JSON.")
    boolean json;
    @Mixin
    Progress progress;
    @Mixin
    DatabaseOption database;
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws SQLException, InterruptedException {
        Config config = ConfigProvider.getConfig();
        requireDatabase(config);
        BackupSummary summary = new BackupSummary(file.toString());
        try (Connection connection = EarlyConnection.open(config, Sharing.JOIN)) {
            Backup backup = new Backup(Scripts.CATALOGUE, connection, Version.program(),
                    (rows, all, doing) -> progress.show(rows, all == 0 ? -1 : Math.min(1, (double) rows / all), ""));
            Manifest manifest = file.equals(STDOUT) ? writeToStdout(backup) : writeToFile(backup);
            tell(summary, manifest);
            SharedFile.awaitGuests(config, () -> spec.commandLine().getErr().println(CatalogueCommand.WAITING));
            return 0;
        } catch (IOException e) {
            throw new CommandFailure("The backup cannot be written to " + (file.equals(STDOUT) ? "stdout" : file) + ": " + reason(e) + ".");
        } finally {
            progress.clear();
        }
    }

    // Opening an H2 file that is not there would make one.
    private static void requireDatabase(Config config) {
        DatabaseFile.configured(config).map(DatabaseFile::path).filter(Files::notExists).ifPresent(path -> {
            throw new CommandFailure(
                    "There is no database file " + path + "; set VIDEO_CATALOG_HOME or DATABASE_URL to the one to back up.");
        });
    }

    // Not System.out, which would not say that nobody reads any more.
    private static Manifest writeToStdout(Backup backup) throws IOException {
        try (OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))) {
            return backup.write(out);
        }
    }

    private Manifest writeToFile(Backup backup) throws IOException {
        try (NewFile target = NewFile.create(file, force)) {
            Manifest manifest = backup.write(target.out());
            target.keep();
            return manifest;
        }
    }

    private void tell(BackupSummary summary, Manifest manifest) {
        progress.clear();
        if (!manifest.omitted().isEmpty()) {
            spec.commandLine().getErr().println("Not in the backup, since no script of the catalogue has made it: "
                    + String.join(", ", manifest.omitted()) + ".");
        }
        PrintWriter out = file.equals(STDOUT) ? spec.commandLine().getErr() : spec.commandLine().getOut();
        out.println(json ? summary.json(manifest) : summary.sentence("Wrote", manifest));
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "there is no such folder" : FileReason.of(e);
    }
}
