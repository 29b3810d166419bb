package io.videocatalog.cli;

import io.videocatalog.migration.Migrations;
import io.videocatalog.migration.TableState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells at one look which database it is and whether its tables are what the program needs. */
@Command(name = "status", description = "Tells which database it is, the version of its tables, and what is to be done about them.")
final class DbStatusCommand extends TablesCommand {

    @Option(names = "--json", description = "Prints a JSON object.")
    boolean json;

    @Override
    protected int run() throws Exception {
        Migrations migrations = migrations();
        TableState state = migrations.state();
        String version = state.current().map(script -> script.getVersion().getVersion()).orElse(null);
        List<String> pending = state.pending().stream().map(TableState::name).toList();
        String advice = migrations.advice(state);
        if (json) {
            Map<String, Object> found = new LinkedHashMap<>();
            found.put("engine", migrations.engine());
            found.put("place", migrations.place());
            found.put("version", version);
            found.put("pending", pending);
            found.put("state", state.kind().name().toLowerCase(Locale.ROOT));
            found.put("advice", advice);
            printJson(found);
        } else {
            out().println("Database  " + migrations.engine() + ", " + migrations.place());
            out().println("Version   " + (version == null ? "none" : version));
            out().println("Pending   " + (pending.isEmpty() ? "none" : String.join(", ", pending)));
            out().println("State     " + advice);
        }
        return 0;
    }
}
