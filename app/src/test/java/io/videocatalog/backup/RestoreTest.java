package io.videocatalog.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreTest {

    @TempDir
    Path folder;
    Path backup;

    @BeforeEach
    void backUp() throws Exception {
        backup = folder.resolve("backup.zip");
        TestDatabase source = TestDatabase.withTables("h2");
        source.execute("insert into teams (id, name) values (1, 'a')", "insert into members (id, name, team_id) values (1, 'b', 1)");
        source.backup(backup);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void fills_tables_that_a_service_has_made_and_not_used(String engine) throws Exception {
        TestDatabase target = TestDatabase.withTables(engine);
        target.restore(backup);
        assertEquals(List.of("1|b|1|null"), target.query("select * from members"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void refuses_a_database_with_any_row(String engine) throws Exception {
        TestDatabase target = TestDatabase.withTables(engine);
        target.execute("insert into pairs values ('mine', 1)");
        assertRefused("The database is not empty: its table pairs has rows; restore into a new database.", target);
        assertEquals(List.of("mine|1"), target.query("select * from pairs"));
        assertEquals(List.of(), target.query("select * from teams"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void refuses_tables_that_are_newer_than_the_backup(String engine) throws Exception {
        TestDatabase old = TestDatabase.create("h2");
        TestDatabase.SCRIPTS.run(old.address(), MigrationVersion.fromVersion("1"));
        old.backup(backup);
        assertRefused(
                "The database has tables of version 2 already, and the backup is of version 1; restore into a database without tables.",
                TestDatabase.withTables(engine));
    }

    @Test
    void refuses_a_database_whose_service_may_still_have_ids_to_give() throws Exception {
        TestDatabase target = TestDatabase.withTables("postgresql");
        target.next("members_seq");
        assertRefused("The database has given out ids already, though it is empty now; restore into a new database.", target);
        assertEquals(51, target.next("members_seq"), "and leaves its sequence as it was");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void leaves_nothing_behind_when_the_database_refuses_a_row(String engine) throws Exception {
        TestDatabase source = TestDatabase.withTables("h2");
        source.execute("drop index members_name_key", "insert into teams (id, name) values (1, 'a')",
                "insert into members (id, name, team_id) values (1, 'twin', 1), (2, 'twin', 1)");
        Path twins = folder.resolve("twins.zip");
        source.backup(twins);
        TestDatabase target = TestDatabase.create(engine);
        String sentence = assertThrows(BackupFailure.class, () -> target.restore(twins)).getMessage();
        assertTrue(sentence.toLowerCase(Locale.ROOT).contains("members_name_key"), sentence);
        assertCanBeTriedAgain(target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void leaves_nothing_behind_when_a_row_refers_to_one_that_is_not_there(String engine) throws Exception {
        TestDatabase source = TestDatabase.withTables("h2");
        source.execute("set referential_integrity false", "insert into members (id, name, team_id) values (1, 'lost', 7)");
        Path orphan = folder.resolve("orphan.zip");
        source.backup(orphan);
        TestDatabase target = TestDatabase.create(engine);
        String sentence = assertThrows(BackupFailure.class, () -> target.restore(orphan)).getMessage();
        assertTrue(sentence.toLowerCase(Locale.ROOT).contains("members_team_id_fkey"), sentence);
        assertEquals(1, sentence.lines().count(), sentence);
        assertCanBeTriedAgain(target);
    }

    private void assertCanBeTriedAgain(TestDatabase target) throws Exception {
        assertEquals(List.of(), target.query("select * from members"));
        assertEquals(List.of(), target.query("select * from teams"));
        target.restore(backup);
        assertEquals(List.of("1|b|1|null"), target.query("select * from members"));
        assertThrows(SQLException.class, () -> target.execute("insert into members (id, name, team_id) values (9, 'lost', 7)"));
    }

    private void assertRefused(String sentence, TestDatabase target) {
        assertEquals(sentence, assertThrows(BackupFailure.class, () -> target.restore(backup)).getMessage());
    }
}
