package io.videocatalog.cli;

import io.quarkus.arc.Arc;
import io.videocatalog.db.DatabaseUrl;
import io.videocatalog.migration.Scratch;
import io.videocatalog.migration.ScriptWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.Option;

/** A command that tries the scripts on a scratch database, and leaves the catalogue's own alone. */
abstract class ScratchCommand extends TablesCommand {

    private static final String DATASOURCE = "quarkus.datasource.";

    @Option(names = "--scratch-url", paramLabel = "URL", defaultValue = "${env:SCRATCH_DATABASE_URL:-}", description = {
            "An empty database of the same engine for the scripts to be tried on; it is empty again afterwards. "
                    + "SCRATCH_DATABASE_URL, too, where a password is not seen by others.",
            "Default: on H2 one in memory, on PostgreSQL one that is made on the same server and dropped."})
    String scratchUrl;

    private Scratch scratch;

    @Override
    protected final void configure() {
        super.configure();
        if (scratchUrl.isBlank()) {
            scratch = Scratch.open(ConfigProvider.getConfig());
            System.setProperty(DATASOURCE + "jdbc.url", scratch.url());
        } else {
            DatabaseUrl url = DatabaseUrl.parse(scratchUrl);
            if (!url.engine().equals(ConfigProvider.getConfig().getValue(DATASOURCE + "db-kind", String.class))) {
                throw new CommandFailure("--scratch-url must name a database of the engine that DATABASE_URL chooses.");
            }
            System.setProperty(DATASOURCE + "jdbc.url", url.jdbcUrl());
            Optional.ofNullable(url.username()).ifPresent(user -> System.setProperty(DATASOURCE + "username", user));
            Optional.ofNullable(url.password()).ifPresent(password -> System.setProperty(DATASOURCE + "password", password));
        }
    }

    @Override
    protected void interrupted() {
        if (scratch != null) {
            scratch.close();
        }
        super.interrupted();
    }

    /** Tells of scripts that are in the checkout and not in this program, if there are any. */
    boolean explainNotBuilt(Path folder) throws SQLException {
        List<String> scripts = scripts().notBuilt(folder);
        if (!scripts.isEmpty()) {
            err().println("Not in this program yet, which is to be built anew: " + String.join(", ", scripts));
        }
        return !scripts.isEmpty();
    }

    static ScriptWriter scripts() {
        return Arc.container().instance(ScriptWriter.class).get();
    }
}
