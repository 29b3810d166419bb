package io.videocatalog.backup;

import io.videocatalog.backup.Table.Column;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationVersion;

/** The tables that a database really has; by names in small letters, which H2 and PostgreSQL spell each in its way. */
final class LiveTables {

    private record LiveTable(String quoted, Map<String, String> columns) {
    }

    private final Map<String, LiveTable> tables = new TreeMap<>();

    static LiveTables of(Connection connection) throws SQLException {
        LiveTables live = new LiveTables();
        try (var statement = connection.createStatement(); ResultSet column = statement.executeQuery("""
                select t.table_name, c.column_name from information_schema.tables t
                join information_schema.columns c on c.table_schema = t.table_schema and c.table_name = t.table_name
                where t.table_schema = current_schema and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'""")) {
            while (column.next()) {
                live.add(column.getString(1), column.getString(2));
            }
        }
        return live;
    }

    private void add(String table, String column) {
        tables.computeIfAbsent(key(table), any -> new LiveTable(quoted(table), new TreeMap<>())).columns.put(key(column), quoted(column));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The version that the scripts have brought the tables to; nothing for a database without the catalogue's tables. */
    Optional<MigrationVersion> version(Connection connection) throws SQLException {
        if (!tables.containsKey(Scripts.HISTORY)) {
            return Optional.empty();
        }
        List<MigrationVersion> versions = new ArrayList<>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select \"version\" from \"" + Scripts.HISTORY + "\" where \"success\" and \"version\" is not null")) {
            while (row.next()) {
                versions.add(MigrationVersion.fromVersion(row.getString(1)));
            }
        }
        return versions.stream().max(MigrationVersion::compareTo);
    }

    /** What no script has made, for people: such a table or column is in no backup. */
    List<String> strangers(Schema schema) {
        Map<String, Set<String>> scripted = schema.tables().stream()
                .collect(Collectors.toMap(Table::name, table -> table.columns().stream().map(Column::name).collect(Collectors.toSet())));
        List<String> strangers = new ArrayList<>();
        tables.forEach((table, live) -> {
            if (!scripted.containsKey(table) && !table.equals(Scripts.HISTORY)) {
                strangers.add("the table " + table);
            } else {
                live.columns.keySet().stream().filter(column -> scripted.containsKey(table) && !scripted.get(table).contains(column))
                        .forEach(column -> strangers.add("the column " + column + " of " + table));
            }
        });
        return strangers;
    }

    /** @throws BackupFailure when any table has a row, whosever it is */
    void requireNoRows(Connection connection) throws SQLException {
        for (Map.Entry<String, LiveTable> table : tables.entrySet()) {
            try (var statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select 1 from " + table.getValue().quoted + " fetch first 1 row only")) {
                if (!table.getKey().equals(Scripts.HISTORY) && row.next()) {
                    throw new BackupFailure(
                            "The database is not empty: its table " + table.getKey() + " has rows; restore into a new database.");
                }
            }
        }
    }

    /** The table's name in SQL. */
    String name(Table table) {
        return find(table).quoted;
    }

    /** The names of the table's columns in SQL. */
    String columns(Table table) {
        return columns(table, table.columns().stream().map(Column::name).toList());
    }

    String columns(Table table, List<String> names) {
        Map<String, String> columns = find(table).columns;
        return names.stream().map(name -> Optional.ofNullable(columns.get(name))
                .orElseThrow(() -> missing("column " + name + " in " + table.name()))).collect(Collectors.joining(", "));
    }

    private LiveTable find(Table table) {
        return Optional.ofNullable(tables.get(table.name())).orElseThrow(() -> missing("table " + table.name()));
    }

    private static BackupFailure missing(String what) {
        return new BackupFailure("The database has no " + what + ", which its scripts have made; put it back.");
    }
}
