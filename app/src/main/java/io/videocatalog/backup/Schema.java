package io.videocatalog.backup;

import io.videocatalog.backup.Table.Column;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.flywaydb.core.api.MigrationVersion;

/**
 * What the scripts up to a version make, by the names that a backup uses, which are in small letters.
 *
 * @param tables in the order of their names
 * @param sequences their names
 */
record Schema(MigrationVersion version, List<Table> tables, List<String> sequences) {

    /** Reads an H2 on which the scripts have been run. */
    static Schema of(Connection h2, MigrationVersion version) throws SQLException {
        return new Schema(version, tables(h2), sequences(h2));
    }

    private static List<Table> tables(Connection h2) throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (ResultSet found = h2.getMetaData().getTables(null, h2.getSchema(), null, new String[]{"BASE TABLE"})) {
            while (found.next()) {
                String name = found.getString("TABLE_NAME");
                if (!name.equals(Scripts.HISTORY)) {
                    tables.add(new Table(name.toLowerCase(Locale.ROOT), columns(h2, name), key(h2, name)));
                }
            }
        }
        return tables;
    }

    private static List<Column> columns(Connection h2, String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (ResultSet found = h2.getMetaData().getColumns(null, h2.getSchema(), table.replace("_", "\\_"), null)) {
            while (found.next()) {
                if (!found.getString("IS_GENERATEDCOLUMN").equals("YES")) {
                    columns.add(column(found));
                }
            }
        }
        return columns;
    }

    private static Column column(ResultSet found) throws SQLException {
        String name = found.getString("COLUMN_NAME").toLowerCase(Locale.ROOT);
        String type = found.getString("TYPE_NAME");
        return new Column(name,
                ColumnType.named(type).orElseThrow(
                        () -> new BackupFailure("A backup cannot hold the column " + name + ", which is of the type " + type + ".")),
                found.getInt("COLUMN_SIZE"), found.getInt("NULLABLE") == DatabaseMetaData.columnNullable);
    }

    private static List<String> key(Connection h2, String table) throws SQLException {
        SortedMap<Integer, String> key = new TreeMap<>();
        try (ResultSet found = h2.getMetaData().getPrimaryKeys(null, h2.getSchema(), table)) {
            while (found.next()) {
                key.put(found.getInt("KEY_SEQ"), found.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
            }
        }
        return List.copyOf(key.values());
    }

    private static List<String> sequences(Connection h2) throws SQLException {
        List<String> sequences = new ArrayList<>();
        try (var statement = h2.createStatement();
                ResultSet found = statement.executeQuery(
                        "select sequence_name from information_schema.sequences where sequence_schema = current_schema order by 1")) {
            while (found.next()) {
                sequences.add(found.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return sequences;
    }

    Optional<Table> find(String table) {
        return tables.stream().filter(found -> found.name().equals(table)).findFirst();
    }
}
