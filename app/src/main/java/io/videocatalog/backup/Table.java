package io.videocatalog.backup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A table as the scripts make it, with the names that a backup uses.
 *
 * @param columns in their order, without those that the database computes
 * @param key the columns of the primary key; empty for a table that has none
 */
record Table(String name, List<Column> columns, List<String> key) {

    /** The name of its rows in a backup. */
    String entry() {
        return name + ".ndjson";
    }

    /** The columns as a backup describes them. */
    Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        columns.forEach(column -> types.put(column.name(), column.type().name().toLowerCase(Locale.ROOT)));
        return types;
    }

    /** @param length the most characters that a text may have, 0 where that does not matter */
    record Column(String name, ColumnType type, int length, boolean nullable) {
    }
}
