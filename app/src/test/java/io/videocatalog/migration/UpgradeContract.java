package io.videocatalog.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.videocatalog.db.DatabaseFile;
import io.videocatalog.migration.TableState.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a database when its scripts run, or do not. */
abstract class UpgradeContract {

    static final String BROKEN = "alter table things add column done boolean;\nupdate things set size = 3;\ninsert into nowhere values (1);\n";

    @TempDir
    Path scripts;

    Config config;

    /** Of a database without tables. */
    abstract String url() throws SQLException;

    @BeforeEach
    void makeDatabaseWithRows() throws Exception {
        config = new SmallRyeConfigBuilder().withDefaultValues(Map.of("quarkus.datasource.jdbc.url", url())).build();
        write("V1__first.sql", "create table things (id bigint primary key, size integer not null);");
        assertEquals(Kind.EMPTY, state());
        flyway().migrate();
        run("insert into things values (1, 1), (2, 2)");
        assertEquals(Kind.CURRENT, state());
    }

    @Test
    void a_script_that_fails_is_told_of_and_can_be_mended() throws Exception {
        write("V2__second.sql", BROKEN);
        assertEquals(Kind.BEHIND, state());
        String sentence = failure();
        assertTrue(sentence.startsWith("The script V2__second.sql failed in line 3 (insert into nowhere values (1)): "), sentence);
        assertEquals(1, sentence.lines().count(), sentence);
        assertFalse(sentence.contains("Exception"), sentence);

        goBack(sentence);
        assertEquals(Kind.BEHIND, state());
        assertEquals("1", value("select min(size) from things"));
        write("V2__second.sql", BROKEN.replace("nowhere values (1)", "things values (3, 3, true)"));
        flyway().migrate();
        assertEquals(Kind.CURRENT, state());
        assertEquals("3", value("select count(*) from things"));
    }

    /** Does what the sentence about a failure says. */
    abstract void goBack(String sentence) throws Exception;

    @Test
    void what_has_run_does_not_run_again() throws Exception {
        write("V2__second.sql", "update things set size = size + 1;");
        assertEquals(1, flyway().migrate().migrationsExecuted);
        assertEquals(0, flyway().migrate().migrationsExecuted);
        assertEquals("2", value("select min(size) from things"));
    }

    @Test
    void refuses_a_database_that_is_newer() throws Exception {
        Path second = write("V2__second.sql", "alter table things add column done boolean;");
        flyway().migrate();
        Files.delete(second);
        assertEquals(Kind.NEWER, state());
        assertTrue(failure().contains("V2__second.sql, which this version of the program does not have"), failure());
    }

    @Test
    void refuses_a_script_that_has_changed_since_it_ran() throws Exception {
        write("V1__first.sql", "create table things (id bigint primary key);");
        assertEquals(Kind.CHANGED, state());
        assertTrue(failure().contains("V1__first.sql is not what it was when it ran"), failure());
    }

    @Test
    void refuses_a_script_that_comes_after_later_ones() throws Exception {
        write("V3__third.sql", "alter table things add column done boolean;");
        flyway().migrate();
        write("V2__second.sql", "alter table things add column late boolean;");
        assertEquals(Kind.CHANGED, state());
        assertTrue(failure().contains("give it the next number"), failure());
    }

    @Test
    void refuses_the_tables_of_somebody_else() throws Exception {
        run("drop table \"flyway_schema_history\"");
        assertEquals(Kind.FOREIGN, state());
        assertTrue(failure().contains("has tables that are not the catalogue's"), failure());
        assertEquals("2", value("select count(*) from things"));
    }

    @Test
    void says_the_last_that_anything_on_the_way_has_said() {
        SQLException ofPool = new SQLException("Acquisition timeout while waiting for new connection", new TimeoutException());
        String sentence = UpgradeFailure.sentence(new FlywayException("Unable to obtain connection", ofPool), config);
        assertTrue(sentence.endsWith(": Acquisition timeout while waiting for new connection."), sentence);
    }

    Path write(String name, String sql) throws IOException {
        return Files.writeString(scripts.resolve(name), sql);
    }

    Flyway flyway() throws SQLException {
        return flyway("sa");
    }

    private Flyway flyway(String user) throws SQLException {
        Callback[] callbacks = Stream
                .concat(Stream.of(new UpgradeWatch(config)), DatabaseFile.configured(config).map(FileCopy::new).stream())
                .toArray(Callback[]::new);
        return Flyway.configure().locations("filesystem:" + scripts).dataSource(url(), user, "").callbacks(callbacks)
                .ignoreMigrationPatterns(new String[0]).load();
    }

    String failure() {
        return failure("sa");
    }

    String failure(String user) {
        return UpgradeFailure.sentence(assertThrows(FlywayException.class, () -> flyway(user).migrate()), config);
    }

    Kind state() throws SQLException {
        return TableState.of(flyway()).kind();
    }

    void run(String sql) throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String value(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), "sa", "");
    }
}
