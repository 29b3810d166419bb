package io.videocatalog.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.videocatalog.search.WordTables.Progress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a start keeps of what earlier ones have indexed. */
class WordTablesTest {

    private static final List<String> ENTITIES = List.of("users", "videos");

    private Connection connection;
    private WordTables tables;

    @BeforeEach
    void index() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
        execute("create table \"flyway_schema_history\" (\"installed_rank\" integer)");
        execute("insert into \"flyway_schema_history\" values (1), (2)");
        tables = new WordTables(connection);
        assertEquals(2, tables.prepare(ENTITIES));
        for (String entity : ENTITIES) {
            tables.add(entity, 3, List.of("one", "two"));
            tables.write(entity, 2, new Progress(null, 17));
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void all_of_it_where_nothing_has_changed() throws SQLException {
        tables.prepare(ENTITIES);
        assertEquals(Optional.of(new Progress(null, 17)), tables.progress("videos"));
        assertArrayEquals("one\ntwo\n".getBytes(StandardCharsets.UTF_8), words("videos"));
    }

    @Test
    void nothing_that_is_of_another_format() throws SQLException {
        execute("comment on schema search is 'words of 1024 ids'");
        tables.prepare(ENTITIES);
        assertEquals(Optional.empty(), tables.progress("videos"));
        assertEquals(0, blocks());
    }

    @Test
    void nothing_from_before_a_script() throws SQLException {
        execute("insert into \"flyway_schema_history\" values (3)");
        assertEquals(3, tables.prepare(ENTITIES));
        assertEquals(Optional.empty(), tables.progress("videos"));
        assertEquals(0, blocks());
    }

    @Test
    void nothing_from_before_rows_came_without_a_history() throws SQLException {
        tables.forget();
        tables.prepare(ENTITIES);
        assertEquals(0, blocks());
    }

    @Test
    void nothing_of_an_entity_that_is_not_searched_any_more() throws SQLException {
        tables.prepare(List.of("videos"));
        assertEquals(Optional.empty(), tables.progress("users"));
        assertEquals(Optional.of(new Progress(null, 17)), tables.progress("videos"));
        assertEquals(1, blocks());
    }

    @Test
    void of_a_block_with_too_many_words_that_it_may_have_any() throws SQLException {
        tables.add("videos", 3, IntStream.range(0, 100_000).mapToObj(i -> "word" + i).toList());
        assertNull(words("videos"));
        tables.add("videos", 3, List.of("three"));
        assertNull(words("videos"));
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private byte[] words(String entity) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select words from search.blocks where entity = '" + entity + "' and block = 3")) {
            row.next();
            return row.getBytes(1);
        }
    }

    private int blocks() throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from search.blocks")) {
            row.next();
            return row.getInt(1);
        }
    }
}
