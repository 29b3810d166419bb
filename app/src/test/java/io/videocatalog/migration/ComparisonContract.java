package io.videocatalog.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.hibernate.boot.Metadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written when the tables lack something that the entities have, or have something that these lack; rows are there all the time. */
abstract class ComparisonContract {

    private Connection connection;

    /** Of users, videos and studios. */
    abstract Metadata metadata();

    /** To an empty database. */
    abstract Connection connect() throws Exception;

    @BeforeEach
    void makeTablesWithRows() throws Exception {
        connection = connect();
        run(script());
        String times = "current_timestamp, current_timestamp";
        run("insert into users (id, version, name, name_key, email, email_key, role, edits_all, search_text, created_at, updated_at) "
                + "values (1, 1, 'Ann', 'ann', 'a@b', 'a@b', 'VIEWER', false, ' ann', " + times + ")");
        for (int id = 1; id <= 2; id++) {
            run("insert into studios (id, version, name, name_key, code, code_key, search_text, country, size, founded, opened, rating, "
                    + "\"open\", head_id, created_at, updated_at) values (" + id + ", 1, 'Zoë " + id + "', 'zoë " + id + "', 'C" + id
                    + "', 'c"
                    + id + "', ' zoe', 'KR', 'LARGE', current_date, current_timestamp, 5, true, 1, " + times + ")");
        }
    }

    @AfterEach
    void rowsAreKept() throws SQLException {
        assertEquals("2", value("select count(*) from studios"));
        connection.close();
    }

    @Test
    void tables_that_are_made_from_nothing_agree_at_once() throws SQLException {
        assertEquals(List.of(), differences());
    }

    @Test
    void a_new_field() throws SQLException {
        run("alter table studios drop column country");
        assertEquals("studios.country is in the entity and not in the table.", onlySentence());
        assertEquals("alter table studios add column if not exists country varchar(60);", script());
        agreesAfterScript();
    }

    @Test
    void a_new_field_that_is_named_like_a_keyword() throws SQLException {
        run("alter table studios drop column \"order\"");
        assertEquals("alter table studios add column if not exists \"order\" bigint;", script());
        agreesAfterScript();
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "size", "founded", "opened", "rating", "\"open\"", "version"})
    void a_new_field_that_must_not_be_null(String column) throws SQLException {
        drop(column);
        assertTrue(script().contains("\n-- Rows that are there get ") || script().startsWith("-- Rows that are there get "), script());
        agreesAfterScript();
        assertEquals("2", value("select count(*) from studios where " + column + " is not null"));
        assertThrows(SQLException.class, () -> run("insert into studios (id) values (9)"));
    }

    @Test
    void a_new_reference_that_must_not_be_null_is_left_to_people() throws SQLException {
        drop("head_id");
        assertTrue(script().contains("-- Must not be null, and nobody but you knows what to give to the rows that are there:"), script());
        run(script());
        assertEquals("studios.head_id must not be null in the entity and may be in the table.", onlySentence());
        run(uncommented(script()).replace("…", "1"));
        assertEquals(List.of(), differences());
    }

    @Test
    void a_new_column_that_only_java_can_compute() throws SQLException {
        drop("name_key");
        String script = script();
        assertTrue(script.startsWith("-- No SQL can compute this"), script);
        run(script);
        run(script);
        for (FoldedColumn column : FoldedColumn.unfilled(metadata(), connection)) {
            assertEquals("studios.name_key", column.path());
            assertEquals(2, column.fill(connection));
        }
        connection.setAutoCommit(true);
        assertEquals("zoë 2", value("select name_key from studios where id = 2"));
        assertEquals(List.of(), differences());
        assertEquals(List.of(), FoldedColumn.unfilled(metadata(), connection));
    }

    @Test
    void a_unique_column_that_only_java_can_compute() throws SQLException {
        drop("code_key");
        run(script());
        for (FoldedColumn column : FoldedColumn.unfilled(metadata(), connection)) {
            column.fill(connection);
        }
        connection.setAutoCommit(true);
        assertEquals(List.of(), differences());
        assertThrows(SQLException.class, () -> run("update studios set code_key = 'c1'"));
    }

    @Test
    void a_field_that_is_gone_is_dropped_by_people_only() throws SQLException {
        run("alter table studios add column label varchar(50) default 'x' not null");
        run("alter table studios alter column label drop default");
        assertEquals("studios.label is in the table and not in the entity.", onlySentence());
        String script = script();
        run(script);
        run(script);
        assertEquals("2", value("select count(*) from studios where label = 'x' and id > 0"));
        assertFalse(script().contains("\nalter"), "new rows may lack it now: " + script());
        run(uncommented(script()));
        assertEquals(List.of(), differences());
    }

    @Test
    void a_reference_that_is_gone_is_dropped_by_people_only() throws SQLException {
        run("alter table studios add column owner_id bigint");
        run("alter table studios add constraint studios_owner_id_fkey foreign key (owner_id) references users (id)");
        run("create index studios_owner_id_idx on studios (owner_id, id)");
        assertEquals("studios.owner_id is in the table and not in the entity.", onlySentence());
        run(uncommented(script()));
        assertEquals(List.of(), differences());
    }

    @Test
    void a_field_with_another_name_looks_like_one_that_came_and_one_that_went() throws SQLException {
        run("alter table studios rename column country to land");
        assertTrue(script().contains("-- alter table studios rename column land to country;"), script());
        run("alter table studios rename column land to country");
        assertEquals(List.of(), differences());
    }

    @Test
    void a_field_that_is_longer() throws SQLException {
        run("alter table studios alter column name set data type varchar(100)");
        assertEquals("studios.name is character varying(200) in the entity and character varying(100) in the table.", onlySentence());
        assertEquals("alter table studios alter column name set data type varchar(200);", script());
        agreesAfterScript();
    }

    @Test
    void a_field_that_is_shorter_is_cut_by_people_only() throws SQLException {
        run("alter table studios alter column name set data type varchar(300)");
        assertTrue(script().lines().allMatch(line -> line.startsWith("--")), script());
        run(uncommented(script()));
        assertEquals(List.of(), differences());
    }

    @Test
    void a_field_that_need_no_longer_have_a_value() throws SQLException {
        run("alter table studios alter column country set not null");
        assertEquals("alter table studios alter column country drop not null;", script());
        agreesAfterScript();
    }

    @Test
    void a_field_that_must_have_a_value_now() throws SQLException {
        run("alter table studios alter column code drop not null");
        run("update studios set code = null where id = 1");
        assertTrue(script().lines().allMatch(line -> line.startsWith("--")), script());
        run(uncommented(script()));
        assertEquals("", value("select code from studios where id = 1"));
        assertEquals(List.of(), differences());
    }

    @ParameterizedTest
    @ValueSource(strings = {"studios_founded_idx", "studios_rating_id_idx", "studios_head_id_idx", "studios_code_key_key"})
    void a_new_index(String index) throws SQLException {
        run("drop index " + index);
        assertTrue(script().contains("index if not exists " + index + " on studios ("), script());
        agreesAfterScript();
    }

    @Test
    void an_index_on_other_columns() throws SQLException {
        run("drop index studios_founded_idx");
        run("create index studios_founded_idx on studios (founded)");
        agreesAfterScript();
    }

    @Test
    void an_index_that_only_a_script_knows_is_its_own_affair() throws SQLException {
        run("create index studios_area_idx on studios (area)");
        assertEquals(List.of(), differences());
    }

    @Test
    void a_field_that_need_no_longer_be_unique() throws SQLException {
        run("create unique index studios_rating_key on studios (rating, id)");
        assertTrue(script().contains("-- drop index if exists studios_rating_key;"), script());
        run(uncommented(script()));
        assertEquals(List.of(), differences());
    }

    @Test
    void a_reference_that_nobody_holds_to() throws SQLException {
        run("alter table studios drop constraint studios_parent_id_fkey");
        assertEquals("studios.parent_id refers to studios in the entity and to nothing in the table.", onlySentence());
        agreesAfterScript();
        assertThrows(SQLException.class, () -> run("update studios set parent_id = 77"));
    }

    @Test
    void an_entity_that_is_gone_is_dropped_by_people_only() throws SQLException {
        run("create table labels (id bigint primary key)");
        run("create sequence labels_seq");
        run(script());
        assertEquals("The table labels belongs to no entity.", onlySentence());
        run(uncommented(script()));
        assertEquals(List.of(), differences());
    }

    @Test
    void a_database_that_dev_mode_has_changed_already() throws SQLException {
        run("alter table studios drop column country");
        String script = script();
        run("alter table studios add column country varchar(60)");
        run(script);
        assertEquals(List.of(), differences());
    }

    // H2 drops no column that others refer to.
    private void drop(String column) throws SQLException {
        DatabaseTables.TableShape studios = DatabaseTables.read(connection).tables().get("studios");
        for (var key : studios.foreignKeys().entrySet()) {
            if (key.getValue().contains(column)) {
                run("alter table studios drop constraint " + key.getKey());
            }
        }
        for (var index : studios.indexes().entrySet()) {
            if (index.getValue().columns().contains(column)) {
                run("drop index if exists " + index.getKey());
            }
        }
        run("alter table studios drop column " + column);
    }

    void agreesAfterScript() throws SQLException {
        String script = script();
        run(script);
        assertEquals(List.of(), differences(), script);
        run(script);
        assertEquals(List.of(), differences(), script);
    }

    private String onlySentence() throws SQLException {
        List<Difference> differences = differences();
        assertEquals(1, differences.size(), differences::toString);
        return differences.get(0).sentence();
    }

    List<Difference> differences() throws SQLException {
        return Comparison.of(metadata(), connection);
    }

    String script() throws SQLException {
        return String.join("\n", differences().stream().map(Difference::sql).toList());
    }

    private static String uncommented(String script) {
        return script.replaceAll("(?m)^-- ((alter|drop|update) .*;)$", "$1");
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String value(String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getString(1);
        }
    }
}
