package io.videocatalog.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.videocatalog.backup.Manifest.Part;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackupTest {

    private static final List<String> TEXTS = List.of("", " ", "null", "\\N", "\\.", "a\tb\nc\r\nd", "'\"`", "%_\\", "{\"a\":1}",
            "İıßÅ\u030A", "\u202Eabc",
            "\uFEFF\u0085\u2028\uFFFD\uFFFF", "👩‍👩‍👧‍👦🇩🇪", new String(Character.toChars(0x10FFFF)), "字".repeat(2000),
            "🎬".repeat(1000));
    private static final List<String> TABLES = List.of("teams", "members", "samples", "pairs");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"h2, h2", "h2, postgresql", "postgresql, h2", "postgresql, postgresql"})
    void comes_back_as_it_was(String from, String to) throws Exception {
        TestDatabase source = TestDatabase.withTables(from);
        fill(source);
        Manifest written = source.backup(folder.resolve("first.zip"));
        TestDatabase target = TestDatabase.create(to);
        target.restore(folder.resolve("first.zip"));
        for (String table : TABLES) {
            assertEquals(rows(source, table), rows(target, table), table);
        }
        Manifest again = target.backup(folder.resolve("second.zip"));
        assertEquals(withNumbersAsKeys(written), withNumbersAsKeys(again), "also to the byte");
        assertEquals(written.sequences(), again.sequences());
        assertEquals(source.next("members_seq"), target.next("members_seq"));
        assertEquals(source.next("teams_seq"), target.next("teams_seq"));
    }

    private static void fill(TestDatabase database) throws SQLException {
        database.execute("insert into teams (id, name) values (1, 'first'), (2, 'second'), (100, 'has no members')",
                "insert into members (id, name, team_id, chief_id) values (3, 'chief', 1, 3), (2, 'below', 2, 3), (51, 'gone soon', 2, 2)",
                "update teams set lead_id = 3 where id < 100", "delete from members where id = 51",
                "insert into pairs values ('b', 1), ('a', 2), ('c', -1)", "insert into samples (large) values (null)");
        for (String sequence : List.of("members_seq", "members_seq", "teams_seq", "teams_seq", "teams_seq")) {
            database.next(sequence);
        }
        try (Connection connection = database.connect();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into samples (\"order\", \"value\", long_text) values (?, ?, ?)")) {
            for (int i = 0; i < TEXTS.size(); i++) {
                insert.setInt(1, i);
                insert.setString(2, TEXTS.get(i));
                insert.setString(3, TEXTS.get(i).repeat(3));
                insert.executeUpdate();
            }
        }
        extremes(database, Short.MIN_VALUE, Long.MIN_VALUE, "-12345678901234567890.0123456789", -Double.MAX_VALUE, -Float.MIN_VALUE,
                "0001-01-01", "0001-01-01T00:00:00.000001Z");
        extremes(database, Short.MAX_VALUE, Long.MAX_VALUE, "0.0000000001", Double.MIN_VALUE, Float.MAX_VALUE, "9999-12-31",
                "9999-12-31T23:59:59.999999+14:00");
        extremes(database, (short) 0, 9007199254740993L / 2, "1E+3", Double.NaN, Float.POSITIVE_INFINITY, "2024-02-29",
                "2026-10-25T01:30:00.1Z");
    }

    private static void extremes(TestDatabase database, short small, long large, String exact, double rough, float single, String day,
            String moment) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into samples (small, large, exact, rough, single, truth, born, moment, token, content)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            List<Object> values = List.of(small, large, new BigDecimal(exact), rough, single, small > 0, LocalDate.parse(day),
                    OffsetDateTime.parse(moment), new UUID(large, small), new byte[]{0, -1, (byte) small, 127, -128});
            for (int i = 0; i < values.size(); i++) {
                insert.setObject(i + 1, values.get(i));
            }
            insert.executeUpdate();
        }
    }

    /** Rows of other tables come in no order that engines share. */
    private static List<Part> withNumbersAsKeys(Manifest manifest) {
        return manifest.tables().stream().filter(part -> part.columns().containsKey("id")).toList();
    }

    private static List<String> rows(TestDatabase database, String table) throws SQLException {
        List<String> rows = database.query("select * from " + table);
        rows.sort(null);
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void an_older_backup_makes_the_tables_of_its_time(String engine) throws Exception {
        TestDatabase source = TestDatabase.create("h2");
        TestDatabase.SCRIPTS.run(source.address(), MigrationVersion.fromVersion("1"));
        source.execute("insert into teams (id, name) values (1, 'of old')");
        assertEquals("1", source.backup(folder.resolve("old.zip")).schemaVersion());
        TestDatabase target = TestDatabase.create(engine);
        target.restore(folder.resolve("old.zip"));
        assertEquals("1", target.backup(folder.resolve("same.zip")).schemaVersion());
        TestDatabase.SCRIPTS.run(target.address(), MigrationVersion.LATEST);
        assertEquals(List.of("1|of old|null|none yet"), target.query("select id, name, lead_id, motto from teams"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void rules_hold_after_restoring_as_before(String engine) throws Exception {
        TestDatabase source = TestDatabase.withTables("h2");
        fill(source);
        source.backup(folder.resolve("backup.zip"));
        TestDatabase target = TestDatabase.create(engine);
        target.restore(folder.resolve("backup.zip"));
        assertRefused(target, "insert into members (id, name, team_id) values (70, 'team 9 is not there', 9)");
        assertRefused(target, "insert into members (id, name, team_id, chief_id) values (70, 'nor is chief 9', 1, 9)");
        assertRefused(target, "insert into members (id, name, team_id) values (70, 'chief', 1)");
        assertRefused(target, "insert into teams (id, name) values (1, 'the id is taken')");
        assertRefused(target, "update teams set lead_id = 9");
        if (engine.equals("postgresql")) {
            String indexes = "select indexdef from pg_indexes where schemaname = 'public' order by 1";
            String references = "select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint order by 1, 2";
            TestDatabase fresh = TestDatabase.withTables(engine);
            assertEquals(fresh.query(indexes), target.query(indexes));
            assertEquals(fresh.query(references), target.query(references));
        }
    }

    private static void assertRefused(TestDatabase database, String sql) {
        SQLException refused = assertThrows(SQLException.class, () -> database.execute(sql));
        assertTrue(refused.getSQLState().startsWith("23"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void a_sequence_gives_no_id_that_somebody_has_written_by_hand(String engine) throws Exception {
        TestDatabase source = TestDatabase.withTables(engine);
        source.execute("insert into teams (id, name) values (77, 'by hand')");
        source.backup(folder.resolve("backup.zip"));
        TestDatabase target = TestDatabase.create(engine);
        target.restore(folder.resolve("backup.zip"));
        assertEquals(78, target.next("teams_seq"));
        assertEquals(1, target.next("members_seq"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void names_what_no_script_has_made_and_leaves_it_out(String engine) throws Exception {
        TestDatabase source = TestDatabase.withTables(engine);
        source.execute("create table notes (line varchar(10))", "alter table teams add column colour varchar(10)",
                "insert into teams (id, name, colour) values (1, 'a', 'red')");
        Manifest manifest = source.backup(folder.resolve("backup.zip"));
        assertEquals(List.of("the table notes", "the column colour of teams"), manifest.omitted());
        TestDatabase target = TestDatabase.create(engine);
        target.restore(folder.resolve("backup.zip"));
        assertEquals(List.of("1|a"), target.query("select id, name from teams"));
    }
}
