package io.videocatalog.cli;

import io.videocatalog.backup.Database;
import io.videocatalog.backup.Restore;
import io.videocatalog.backup.Scripts;
import io.videocatalog.db.DatabaseFile;
import io.videocatalog.db.EarlyConnection;
import io.videocatalog.db.EarlyConnection.Sharing;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
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

/** Restores a backup. Needs nothing of the application, whose tables may be of another version than those of the backup. */
@Command(name = "restore", description = {"Fills an empty database with what \"db backup\" has written, whichever engine that was of.",
        "The whole file is checked before anything is written. An H2 file must not be in use; on PostgreSQL a service may wait at the empty tables."})
final class RestoreCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The zip file to read.")
    Path file;
    @Option(names = "--json", description = "Prints the summary as JSON.")
    boolean json;
    @Mixin
    Progress progress;
    @Mixin
    DatabaseOption database;
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException, SQLException {
        Config config = ConfigProvider.getConfig();
        BackupSummary summary = new BackupSummary(file.toString());
        try (Restore restore = new Restore(Scripts.CATALOGUE, file,
                (rows, all, doing) -> progress.show(rows, all == 0 ? -1 : (double) rows / all, doing))) {
            requireEmpty(restore, config);
            restore.check();
            try (Connection connection = EarlyConnection.open(config, Sharing.EXCLUSIVE)) {
                restore.into(configured(config), connection);
            }
            progress.clear();
            spec.commandLine().getOut()
                    .println(json ? summary.json(restore.manifest()) : summary.sentence("Restored", restore.manifest()));
            return restore.isOutdated() ? upgrade() : 0;
        } finally {
            progress.clear();
        }
    }

    // Inside the application, since some columns of newer tables are computed in Java.
    private int upgrade() {
        PrintWriter err = spec.commandLine().getErr();
        String[] arguments = {"db", "upgrade"};
        return VideoCatalog.commandLine(arguments).setOut(err).setErr(err).execute(arguments);
    }

    // Before the check, which may take minutes. An H2 file that is not there is made only after it.
    private static void requireEmpty(Restore restore, Config config) throws SQLException {
        if (DatabaseFile.configured(config).map(DatabaseFile::path).filter(Files::notExists).isEmpty()) {
            try (Connection connection = EarlyConnection.open(config, Sharing.EXCLUSIVE)) {
                restore.requireEmpty(connection);
            }
        }
    }

    private static Database configured(Config config) {
        return new Database(config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getOptionalValue("quarkus.datasource.username", String.class).orElse(null),
                config.getOptionalValue("quarkus.datasource.password", String.class).orElse(null));
    }
}
