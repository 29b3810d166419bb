package io.videocatalog.cli;

import io.videocatalog.migration.TableState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flywaydb.core.api.MigrationInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the scripts. */
@Command(name = "history", description = "Lists all scripts: those that have run, when and how long, and those that are to run.")
final class DbHistoryCommand extends TablesCommand {

    @Option(names = "--json", description = "Prints a JSON array.")
    boolean json;

    @Override
    protected int run() throws Exception {
        List<MigrationInfo> scripts = migrations().state().scripts();
        if (json) {
            printJson(scripts.stream().map(DbHistoryCommand::describe).toList());
        } else {
            int width = scripts.stream().mapToInt(script -> TableState.name(script).length()).max().orElse(1);
            scripts.forEach(script -> out().println(line(script, width)));
        }
        return 0;
    }

    private static Map<String, Object> describe(MigrationInfo script) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("version", script.getVersion().getVersion());
        description.put("script", TableState.name(script));
        description.put("state", state(script));
        description.put("appliedAt", appliedAt(script));
        description.put("milliseconds", script.getExecutionTime());
        return description;
    }

    private static String line(MigrationInfo script, int width) {
        String ran = script.isApplied() ? appliedAt(script) + String.format(Locale.ROOT, "  %6d ms", script.getExecutionTime()) : "";
        return String.format(Locale.ROOT, "%-" + width + "s  %-8s  %s", TableState.name(script), state(script), ran).stripTrailing();
    }

    private static String state(MigrationInfo script) {
        return switch (script.getState()) {
            case SUCCESS, OUT_OF_ORDER -> "applied";
            case FUTURE_SUCCESS, MISSING_SUCCESS -> "unknown";
            case FAILED, FUTURE_FAILED, MISSING_FAILED -> "failed";
            default -> "pending";
        };
    }
}
