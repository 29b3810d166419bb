package io.videocatalog.cli;

import io.videocatalog.migration.TableState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.api.MigrationInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells the version of the tables. */
@Command(name = "current", description = "Prints the version that the tables have, which is that of the last script that ran; \"none\" without any.")
final class DbCurrentCommand extends TablesCommand {

    @Option(names = "--json", description = "Prints a JSON object.")
    boolean json;

    @Override
    protected int run() throws Exception {
        Optional<MigrationInfo> current = migrations().state().current();
        if (json) {
            Map<String, Object> found = new LinkedHashMap<>();
            found.put("version", current.map(script -> script.getVersion().getVersion()).orElse(null));
            found.put("script", current.map(TableState::name).orElse(null));
            found.put("appliedAt", current.map(TablesCommand::appliedAt).orElse(null));
            printJson(found);
        } else {
            out().println(current.map(script -> script.getVersion().getVersion()).orElse("none"));
        }
        return 0;
    }
}
