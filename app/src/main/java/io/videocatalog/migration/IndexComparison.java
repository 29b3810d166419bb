package io.videocatalog.migration;

import io.videocatalog.migration.DatabaseTables.IndexShape;
import io.videocatalog.migration.DatabaseTables.TableShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.boot.Metadata;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;

/** Compares the indexes of one table. Those that only a script knows are its own affair, unless they forbid what the entity allows. */
final class IndexComparison {

    /** PostgreSQL cuts longer names. */
    private static final int LONGEST_NAME = 63;

    private final Table table;
    private final Dialect dialect;
    private final String on;
    private final List<Wanted> wanted = new ArrayList<>();

    /** @param keys the columns as a statement has them */
    private record Wanted(String name, boolean unique, List<String> columns, String keys) {
    }

    IndexComparison(Table table, Metadata metadata, Engine engine) {
        this.table = table;
        this.dialect = metadata.getDatabase().getDialect();
        this.on = " on " + new TableSql(metadata).name(table);
        table.getUniqueKeys().values().forEach(this::want);
        table.getIndexes().values().forEach(this::want);
        if (engine == Engine.POSTGRESQL) {
            Map<Column, String> functions = EntityTables.folded(metadata);
            table.getColumns().stream().filter(functions::containsKey).forEach(column -> wantParts(functions.get(column), column));
        }
    }

    private void want(UniqueKey key) {
        String keys = String.join(", ", key.getColumns().stream().map(column -> column.getQuotedName(dialect)).toList());
        want(key.getName(), true, names(key.getColumns().stream()), "(" + keys + ")");
    }

    private void want(Index index) {
        List<String> keys = index.getSelectables().stream().map(part -> part.getText(dialect)
                + (index.getSelectableOrderMap().containsKey(part) ? " " + index.getSelectableOrderMap().get(part) : "")).toList();
        want(index.getName(), index.isUnique(), names(index.getColumns().stream()), "(" + String.join(", ", keys) + ")");
    }

    // The database tells of such an index by what it computes, in its own words.
    private void wantParts(String function, Column column) {
        want(table.getName() + "_" + column.getName() + "_" + function + "_idx", false,
                List.of(function + "((" + DatabaseTables.lower(column.getName()) + ")::text)"),
                "using gin (" + function + "(" + column.getQuotedName(dialect) + ")) with (gin_pending_list_limit = 32768)");
    }

    private void want(String name, boolean unique, List<String> columns, String keys) {
        String cut = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
        wanted.add(new Wanted(cut, unique, columns, keys));
    }

    /** The statements that make all indexes of a table that is new. */
    List<String> all() {
        return wanted.stream().map(this::create).toList();
    }

    private String create(Wanted index) {
        return "create " + (index.unique() ? "unique " : "") + "index if not exists " + index.name() + on + " " + index.keys() + ";";
    }

    List<Difference> of(TableShape actual) {
        List<Difference> differences = new ArrayList<>();
        wanted.stream()
                .filter(index -> actual.indexes().entrySet().stream().noneMatch(made -> serves(index, made.getKey(), made.getValue())))
                .forEach(index -> differences.add(missing(index, actual.indexes().containsKey(DatabaseTables.lower(index.name())))));
        actual.indexes().forEach((name, made) -> {
            if (isSurplus(made)) {
                differences.add(surplus(name, made));
            }
        });
        return differences;
    }

    private static boolean serves(Wanted index, String name, IndexShape made) {
        boolean alike = made.columns().equals(index.columns()) && made.unique() == index.unique();
        return alike && (index.unique() || name.equals(DatabaseTables.lower(index.name())));
    }

    private Difference missing(Wanted index, boolean other) {
        String columns = table.getName() + " (" + String.join(", ", index.columns()) + ")";
        String sentence = index.unique()
                ? columns + " is unique in the entity and not in the table."
                : "There is no index " + index.name() + on.replace("\"", "") + " (" + String.join(", ", index.columns()) + ").";
        String hint = index.unique() ? "-- Fails while two rows have the same there.\n" : "";
        return new Difference(sentence, (other ? "drop index if exists " + index.name() + ";\n" : "") + hint + create(index));
    }

    private boolean isSurplus(IndexShape made) {
        List<String> primary = table.hasPrimaryKey() ? names(table.getPrimaryKey().getColumns().stream()) : List.of();
        boolean known = names(table.getColumns().stream()).containsAll(made.columns());
        return made.unique() && known && !made.columns().equals(primary)
                && wanted.stream().noneMatch(index -> index.unique() && index.columns().equals(made.columns()));
    }

    private Difference surplus(String name, IndexShape made) {
        return new Difference(
                table.getName() + " (" + String.join(", ", made.columns()) + ") is unique in the table and not in the entity.",
                "-- The entity lets two rows have the same there, and the table does not:\n-- drop index if exists " + name + ";");
    }

    private static List<String> names(Stream<Column> columns) {
        return columns.map(column -> DatabaseTables.lower(column.getName())).toList();
    }
}
