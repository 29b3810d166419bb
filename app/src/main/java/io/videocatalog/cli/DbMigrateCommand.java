package io.videocatalog.cli;

import io.videocatalog.migration.ScriptWriter.Draft;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the next script. */
@Command(name = "migrate", description = {
        "Writes the script that makes the tables what the entities need, for people to read and to complete.",
        "In a checkout of the sources it goes where the others are, elsewhere to stdout. The catalogue's own database is left alone."})
final class DbMigrateCommand extends ScratchCommand {

    @Option(names = {"-m", "--message"}, required = true, paramLabel = "TEXT", description = "What changes, such as \"add studio\".")
    String message;

    @Override
    protected int run() throws Exception {
        Path here = Path.of("").toAbsolutePath();
        Optional<Draft> written = scripts().write(message, here);
        if (written.isEmpty()) {
            out().println("The scripts make what the entities need; there is nothing to write.");
            explainNotBuilt(here);
            return 0;
        }
        Draft draft = written.get();
        if (draft.file().isPresent()) {
            out().println(here.relativize(draft.file().get()));
        } else {
            out().print(draft.text());
            err().println("Save this as " + draft.name() + " where the scripts are.");
        }
        draft.notes().forEach(err()::println);
        return 0;
    }
}
