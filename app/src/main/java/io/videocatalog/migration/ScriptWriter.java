package io.videocatalog.migration;

import io.quarkus.arc.Unremovable;
import io.videocatalog.db.StartFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** Compares scripts with the entities, and writes the one that is missing. The configured database must be a scratch one; it is empty afterwards. */
@ApplicationScoped
@Unremovable
public class ScriptWriter {

    @Inject
    Flyway flyway;
    @Inject
    Migrations migrations;

    /**
     * A script that makes the tables what the entities need.
     *
     * @param file where it has been written, if there was a place for it
     * @param notes what people should know and do now
     */
    public record Draft(String name, String text, Optional<Path> file, List<String> notes) {
    }

    /** In what the entities differ from the tables that the scripts of this program make. */
    public List<Difference> differences() throws SQLException {
        return differences(flyway);
    }

    /**
     * Writes the next script, into the checkout that the folder is part of. There those scripts count that are in the checkout, be they
     * part of this program yet or not.
     *
     * @return nothing when the scripts make what the entities need
     */
    public Optional<Draft> write(String message, Path folder) throws SQLException, IOException {
        Engine engine = engine();
        Optional<ScriptFolder> checkout = ScriptFolder.above(folder, engine);
        Script script = new Script(message, differences(checkout.map(this::scriptsOf).orElse(flyway)));
        if (script.isEmpty()) {
            return Optional.empty();
        }
        int number = checkout.map(ScriptFolder::next).orElseGet(this::nextOfProgram);
        Optional<Path> file = checkout.isEmpty() ? Optional.empty() : Optional.of(checkout.get().write(script.name(number), script.text()));
        return Optional.of(new Draft(script.name(number), script.text(), file, notes(script, message, number, checkout, engine)));
    }

    /** The scripts of the checkout that the folder is part of which this program does not have yet. */
    public List<String> notBuilt(Path folder) throws SQLException {
        Set<String> built = migrations.state().scripts().stream().map(TableState::name).collect(Collectors.toSet());
        Engine engine = engine();
        return ScriptFolder.above(folder, engine).map(checkout -> checkout.scripts(engine).values()).orElse(List.of()).stream()
                .filter(script -> !built.contains(script)).toList();
    }

    private Engine engine() throws SQLException {
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
            return Engine.of(connection);
        }
    }

    private Flyway scriptsOf(ScriptFolder folder) {
        return Flyway.configure().configuration(flyway.getConfiguration()).resourceProvider(null)
                .locations("filesystem:" + folder.path()).load();
    }

    static List<Difference> differences(Flyway scripts) throws SQLException {
        try (Connection connection = scripts.getConfiguration().getDataSource().getConnection()) {
            if (!DatabaseTables.readColumns(connection).isEmpty()) {
                throw new StartFailure("The scratch database is not empty; name one that is.");
            }
            try {
                scripts.migrate();
                FoldedColumn.fillAll(EntityTables.current(), connection, line -> {});
                return Comparison.of(EntityTables.current(), connection);
            } catch (FlywayException e) {
                throw new StartFailure(UpgradeFailure.onScratch(e));
            } finally {
                scripts.clean();
            }
        }
    }

    private int nextOfProgram() {
        return 1 + migrations.state().scripts().stream().map(MigrationInfo::getVersion)
                .mapToInt(version -> Integer.parseInt(version.getMajorAsString())).max().orElse(0);
    }

    private static List<String> notes(Script script, String message, int number, Optional<ScriptFolder> checkout, Engine engine) {
        List<String> notes = new ArrayList<>();
        if (script.hasDecisions()) {
            notes.add("Some statements are comments in it, because they can lose rows or be refused by rows: decide about them.");
        }
        Engine other = checkout.isEmpty() ? engine.other() : checkout.get().lacking(number).orElse(engine);
        if (other != engine) {
            notes.add("Its like for " + other.title() + ": video-catalog db migrate -m '"
                    + message.replaceAll("\\p{Cc}+", " ").replace("'", "'\\''")
                    + "' --database-url "
                    + other.exampleUrl());
        }
        return notes;
    }
}
