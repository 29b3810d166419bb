package io.videocatalog.cli;

import io.videocatalog.migration.Difference;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells whether the scripts make the tables that the entities need. */
@Command(name = "check", description = "Tells whether entities and scripts agree: exits with 0 if they do, else with 1 and a list of the differences.")
final class DbCheckCommand extends ScratchCommand {

    @Option(names = "--json", description = "Prints a JSON array of the differences.")
    boolean json;

    @Override
    protected int run() throws Exception {
        List<String> differences = scripts().differences().stream().map(Difference::sentence).toList();
        if (json) {
            printJson(differences);
        } else if (differences.isEmpty()) {
            out().println("Entities and scripts agree.");
        } else {
            differences.forEach(out()::println);
        }
        if (!differences.isEmpty() && !explainNotBuilt(Path.of(""))) {
            err().println("Write a script that makes them agree with: video-catalog db migrate -m \"what changes\"");
        }
        return differences.isEmpty() ? 0 : 1;
    }
}
