package io.videocatalog.cli;

import io.videocatalog.history.ChangeText;
import io.videocatalog.history.RecordedEntities;
import io.videocatalog.history.VisibleChanges;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.model.Change;
import io.videocatalog.resource.Representation;
import io.videocatalog.security.Caller;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Shows what has happened. */
@Command(name = "history", description = "Shows the latest changes: of all rows, of an entity, or of one row.")
final class HistoryCommand extends RequestCommand {

    @Parameters(index = "0", arity = "0..1", paramLabel = "ENTITY", converter = EntityNames.class, completionCandidates = EntityNames.class, //
            description = "${COMPLETION-CANDIDATES}.")
    Representation<? extends CatalogEntity> entity;
    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "The row's id.")
    Long id;
    @Option(names = "--limit", paramLabel = "NUMBER", defaultValue = "20", description = "How many changes at most. Default: ${DEFAULT-VALUE}.")
    int limit;
    @Option(names = "--json", description = "Prints each change as the API shows it, one a line.")
    boolean json;

    @Override
    protected void configure() {
        super.configure();
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit must be a number from 1");
        }
    }

    @Override
    void carryOut() {
        VisibleChanges visible = new VisibleChanges(Caller.operator(), bean(RecordedEntities.class));
        for (Change change : changes()) {
            if (json) {
                visible.json(change).ifPresent(out()::println); // Nothing of an entity that the program has no more.
            } else {
                out().println(ChangeText.of(change));
            }
        }
    }

    private List<Change> changes() {
        if (entity == null) {
            return Change.find("order by number desc").page(0, limit).list();
        } else if (id == null) {
            return Change.find("entity = ?1 order by number desc", entity.table()).page(0, limit).list();
        }
        return Change.find("entity = ?1 and entityId = ?2 order by entityId desc, entity desc, number desc", entity.table(), id)
                .page(0, limit).list();
    }
}
