package io.videocatalog.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.path.json.JsonPath;
import io.videocatalog.cli.Program;
import io.videocatalog.cli.Program.Result;
import io.videocatalog.faults.ServiceProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The db commands as a shell runs them. */
abstract class DbCommandsContract {

    private static final SortedMap<Integer, String> SCRIPTS = ScriptFolder.above(Path.of(""), Engine.H2).orElseThrow().scripts(Engine.H2);
    static final int NEWEST = SCRIPTS.lastKey();

    /** On a database without tables. */
    abstract Program program();

    abstract Connection connect() throws SQLException;

    /** Where the database is, as people are told. */
    abstract String place();

    @Test
    void an_empty_database_gets_its_tables_when_it_is_told_to() throws Exception {
        JsonPath before = new JsonPath(succeeds("db", "status", "--json"));
        assertEquals("empty", before.get("state"));
        assertEquals(List.copyOf(SCRIPTS.values()), before.getList("pending"));
        assertNull(before.get("version"));
        assertEquals(place(), before.get("place"));
        assertEquals("none\n", succeeds("db", "current"));

        String done = succeeds("db", "upgrade");
        assertTrue(done.matches(lines("Ran %s in \\d+ ms\\.\n") + "The tables of \\S+ are at version " + NEWEST + "\\.\n"), done);
        assertEquals("The tables of " + place() + " are at version " + NEWEST + ".\n", succeeds("db", "upgrade"));
        assertEquals(NEWEST + "\n", succeeds("db", "current"));
        JsonPath history = new JsonPath(succeeds("db", "history", "--json"));
        assertEquals(Collections.nCopies(SCRIPTS.size(), "applied"), history.getList("state"));
        assertTrue(history.getString("[0].appliedAt").matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"),
                history.getString("[0].appliedAt"));
    }

    private static String lines(String form) {
        return SCRIPTS.values().stream().map(form::formatted).collect(Collectors.joining());
    }

    @Test
    void entities_and_scripts_agree_and_nothing_is_asked_of_the_database() throws Exception {
        assertEquals("Entities and scripts agree.\n", succeeds("db", "check"));
        assertEquals("[ ]\n", succeeds("db", "check", "--json"));
        assertEquals("The scripts make what the entities need; there is nothing to write.\n", succeeds("db", "migrate", "-m", "nothing"));
        assertEquals("none\n", succeeds("db", "current"));
    }

    @Test
    void tell_how_things_stand_beside_a_running_service() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(program())) {
            String status = succeeds("db", "status");
            assertTrue(status.contains(place() + "\nVersion   " + NEWEST + "\nPending   none\nState     Up to date.\n"), status);
            assertTrue(succeeds("db", "history").matches(lines("%s +applied   \\S+Z +\\d+ ms\n")));
            assertEquals("The tables of " + place() + " are at version " + NEWEST + ".\n", succeeds("db", "upgrade"));
            assertEquals(200, service.get("/api/videos").statusCode());
        }
    }

    @Test
    void leave_a_newer_database_alone() throws Exception {
        succeeds("db", "upgrade");
        int later = NEWEST + 1;
        execute("insert into \"flyway_schema_history\" values (%1$d, '%1$d', 'later', 'SQL', 'V%1$d__later.sql', 1, 'somebody', current_timestamp, 1, true)"
                .formatted(later));
        for (String command : List.of("db upgrade", "serve")) {
            String sentence = fails(command.split(" "));
            assertTrue(
                    sentence.contains(
                            place() + " has run the script V" + later + "__later.sql, which this version of the program does not have"),
                    sentence);
        }
        assertTrue(
                succeeds("db", "status").contains("State     The database " + place() + " has run the script V" + later + "__later.sql"));
        assertEquals(later + "\n", succeeds("db", "current"));
    }

    @Test
    void leave_the_tables_of_somebody_else_alone() throws Exception {
        execute("create table invoices (id bigint primary key)");
        for (String command : List.of("db upgrade", "serve")) {
            String sentence = fails(command.split(" "));
            assertTrue(sentence.contains("has tables that are not the catalogue's"), sentence);
        }
        execute("insert into invoices values (1)");
    }

    @Test
    void name_what_is_missing_when_entities_and_tables_differ_all_the_same() throws Exception {
        succeeds("db", "upgrade");
        execute("alter table videos drop column description");
        assertTrue(succeeds("db", "status").contains("missing column [description] in table [videos]"));
        String sentence = fails("serve");
        assertTrue(sentence.contains("The entities do not fit the tables: missing column [description] in table [videos]"), sentence);
    }

    @Test
    void want_a_message_for_a_script() throws Exception {
        Result result = program().run("db", "migrate");
        assertEquals(2, result.code());
        assertTrue(result.err().contains("--message"), result.err());
    }

    String succeeds(String... command) throws Exception {
        Result result = program().run(command);
        assertEquals(0, result.code(), result::toString);
        assertEquals("", result.err());
        return result.out();
    }

    String fails(String... command) throws Exception {
        Result result = program().run(command);
        assertEquals(1, result.code(), result::toString);
        assertEquals("", result.out());
        assertEquals(1, result.err().lines().count(), result.err());
        assertFalse(result.err().contains("Exception"), result.err());
        return result.err();
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
