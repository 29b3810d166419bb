package io.videocatalog.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file as a process leaves it that is killed while H2 stores: with rows of two transactions, and no note of how to take them back. */
class UncommittedRemainsTest {

    private static final int ROWS = 5_000;
    private static final String INSERT = "insert into keys_used (id, name) values ";

    @TempDir
    Path folder;
    private String url;

    @BeforeEach
    void leaveRemains() throws Exception {
        String living = "jdbc:h2:file:" + folder.resolve("living");
        try (Connection connection = DriverManager.getConnection(living);
                Statement sql = connection.createStatement();
                Connection first = DriverManager.getConnection(living);
                Statement firstSql = first.createStatement()) {
            sql.execute("create table keys_used (id bigint primary key, name varchar(50) not null unique, note varchar(50))");
            sql.execute("insert into keys_used select x, 'name ' || x, 'before' from system_range(1, " + ROWS + ")");
            sql.execute("checkpoint");
            first.setAutoCommit(false);
            firstSql.execute(INSERT + "(9000, 'first')");
            connection.setAutoCommit(false);
            sql.execute(INSERT + "(9001, 'taken')");
            sql.execute("update keys_used set note = 'after', name = 'other' where id = 77");
            sql.execute("delete from keys_used where id = 78");
            forgetHowToUndo(connection);
            Files.copy(folder.resolve("living.mv.db"), folder.resolve("broken.mv.db"), StandardCopyOption.REPLACE_EXISTING);
            sql.execute("shutdown immediately");
        } catch (SQLException e) {
            assertEquals(90121, e.getErrorCode(), e.toString()); // what closing says after that
        }
        url = "jdbc:h2:file:" + folder.resolve("broken");
    }

    private static void forgetHowToUndo(Connection connection) throws SQLException {
        MVStore store = ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession()).getDatabase().getStore().getMvStore();
        for (String name : store.getMapNames()) {
            if (name.startsWith("undoLog.")) {
                MVMap<?, ?> undo = store.openMap(name, new MVMap.Builder<>());
                undo.clear();
            }
        }
        store.commit();
    }

    @Test
    void h2_alone_counts_it_and_never_takes_the_value_again() throws Exception {
        try (Connection connection = DriverManager.getConnection(url + ";LOCK_TIMEOUT=100"); Statement sql = connection.createStatement()) {
            assertEquals(ROWS + 2, count(sql, "true"));
            SQLException refused = assertThrows(SQLException.class, () -> sql.execute(INSERT + "(9002, 'taken')"));
            assertEquals("HYT00", refused.getSQLState());
        }
    }

    @Test
    void what_was_not_committed_is_taken_back() throws Exception {
        DatabaseFile file = DatabaseFile.of(url).orElseThrow();
        assertTrue(file.prepare());
        try (Connection connection = DriverManager.getConnection(url); Statement sql = connection.createStatement()) {
            file.takeBackRemains(connection);
            assertEquals(ROWS, count(sql, "true"));
            assertEquals(1, count(sql, "id = 77 and name = 'name 77' and note = 'before'"));
            assertEquals(1, count(sql, "name = 'name 78'"));
            sql.execute(INSERT + "(9002, 'taken'), (9003, 'other'), (9004, 'first')");
            assertEquals(ROWS + 3, count(sql, "true"));
            assertEquals(0, count(sql, "id in (9000, 9001)"));
        }
        assertTrue(file.prepare());
        try (Connection connection = DriverManager.getConnection(url); Statement sql = connection.createStatement()) {
            assertEquals(ROWS + 3, count(sql, "name > ''"));
        }
    }

    private static int count(Statement sql, String condition) throws SQLException {
        try (ResultSet rows = sql.executeQuery("select count(*) from keys_used where " + condition)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
