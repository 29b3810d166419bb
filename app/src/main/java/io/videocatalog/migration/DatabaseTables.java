package io.videocatalog.migration;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a database has in the schema that a connection stands in, apart from the record of its scripts. Names are in lower
 * case.
 */
record DatabaseTables(Map<String, TableShape> tables, Set<String> sequences) {

    /** Where Flyway keeps the record of scripts. */
    static final String HISTORY = "flyway_schema_history";

    private static final String SEQUENCES = "select sequence_name from information_schema.sequences where sequence_schema = current_schema";

    /** @param foreignKeys the columns that refer to another table, by the name of the constraint */
    record TableShape(Map<String, ColumnShape> columns, Map<String, IndexShape> indexes, Map<String, Set<String>> foreignKeys) {

        static final TableShape EMPTY = new TableShape(Map.of(), Map.of(), Map.of());
    }

    /** @param type as the database writes it, with a collation that is not the database's own */
    record ColumnShape(String type, boolean nullable) {
    }

    record IndexShape(boolean unique, List<String> columns) {
    }

    static DatabaseTables read(Connection connection) throws SQLException {
        Map<String, TableShape> tables = readWithOwnNames(connection);
        for (var table : tables.entrySet()) {
            readIndexes(connection, table.getKey(), table.getValue().indexes());
            readForeignKeys(connection, table.getKey(), table.getValue().foreignKeys());
        }
        Map<String, TableShape> named = lower(tables);
        named.remove(HISTORY);
        return new DatabaseTables(named, readSequences(connection));
    }

    /** The tables with nothing but their columns, and with the record of scripts. */
    static Map<String, TableShape> readColumns(Connection connection) throws SQLException {
        return lower(readWithOwnNames(connection));
    }

    private static Map<String, TableShape> lower(Map<String, TableShape> tables) {
        Map<String, TableShape> named = new TreeMap<>();
        tables.forEach((name, shape) -> named.put(lower(name), shape));
        return named;
    }

    private static Map<String, TableShape> readWithOwnNames(Connection connection) throws SQLException {
        Map<String, TableShape> tables = new TreeMap<>();
        try (var statement = connection.createStatement();
                ResultSet column = statement.executeQuery(Engine.of(connection).columnsQuery())) {
            while (column.next()) {
                tables.computeIfAbsent(column.getString(1), any -> new TableShape(new LinkedHashMap<>(), new TreeMap<>(), new TreeMap<>()))
                        .columns().put(lower(column.getString(2)), new ColumnShape(column.getString(3), column.getBoolean(4)));
            }
        }
        return tables;
    }

    private static Set<String> readSequences(Connection connection) throws SQLException {
        Set<String> sequences = new TreeSet<>();
        try (var statement = connection.createStatement(); ResultSet sequence = statement.executeQuery(SEQUENCES)) {
            while (sequence.next()) {
                sequences.add(lower(sequence.getString(1)));
            }
        }
        return sequences;
    }

    private static void readIndexes(Connection connection, String table, Map<String, IndexShape> indexes) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        try (ResultSet part = database.getIndexInfo(null, connection.getSchema(), table, false, true)) {
            while (part.next()) {
                if (part.getString("INDEX_NAME") != null) {
                    boolean unique = !part.getBoolean("NON_UNIQUE");
                    indexes.computeIfAbsent(lower(part.getString("INDEX_NAME")), any -> new IndexShape(unique, new ArrayList<>()))
                            .columns().add(lower(part.getString("COLUMN_NAME")));
                }
            }
        }
    }

    private static void readForeignKeys(Connection connection, String table, Map<String, Set<String>> foreignKeys) throws SQLException {
        try (ResultSet part = connection.getMetaData().getImportedKeys(null, connection.getSchema(), table)) {
            while (part.next()) {
                foreignKeys.computeIfAbsent(lower(part.getString("FK_NAME")), any -> new LinkedHashSet<>())
                        .add(lower(part.getString("FKCOLUMN_NAME")));
            }
        }
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT).replace("\"", "");
    }
}
