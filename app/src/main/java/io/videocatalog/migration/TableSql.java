package io.videocatalog.migration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Table;

/** An entity's table as SQL, in the words of the scripts that people have written. */
final class TableSql {

    private final Metadata metadata;
    private final ColumnSql columns;

    TableSql(Metadata metadata) {
        this.metadata = metadata;
        this.columns = new ColumnSql(metadata);
    }

    String name(Table table) {
        return table.getQuotedName(metadata.getDatabase().getDialect());
    }

    /** @param included the foreign keys whose tables are there by then */
    String create(Table table, Predicate<ForeignKey> included) {
        List<String> lines = new ArrayList<>(columnLines(ColumnOrder.of(table, metadata)));
        if (table.hasPrimaryKey()) {
            lines.add(
                    "    constraint " + table.getName() + "_pkey primary key (" + columns.names(table.getPrimaryKey().getColumns()) + ")");
        }
        foreignKeys(table).filter(included).forEach(key -> lines.add("    constraint " + key.getName() + " " + definition(key)));
        return "create table if not exists " + name(table) + " (\n" + String.join(",\n", lines) + "\n);";
    }

    private List<String> columnLines(List<Column> ordered) {
        int names = width(ordered.stream().map(columns::name));
        int types = width(ordered.stream().map(columns::typeAndDefault));
        return ordered.stream().map(column -> String.format("    %-" + names + "s %-" + types + "s %s", columns.name(column),
                columns.typeAndDefault(column), column.isNullable() ? "" : "not null").stripTrailing()).toList();
    }

    private static int width(Stream<String> texts) {
        return texts.mapToInt(String::length).max().orElse(1);
    }

    /** Those that the database is to enforce. */
    Stream<ForeignKey> foreignKeys(Table table) {
        return table.getForeignKeyCollection().stream().filter(key -> key.isPhysicalConstraint() && key.isCreationEnabled())
                .sorted(Comparator.comparing(ForeignKey::getName));
    }

    String definition(ForeignKey key) {
        Table referred = key.getReferencedTable();
        List<Column> target = key.isReferenceToPrimaryKey() ? referred.getPrimaryKey().getColumns() : key.getReferencedColumns();
        OnDeleteAction action = key.getOnDeleteAction();
        return "foreign key (" + columns.names(key.getColumns()) + ") references " + name(referred) + " (" + columns.names(target) + ")"
                + (action == null || action == OnDeleteAction.NO_ACTION ? "" : " on delete " + action.toSqlString());
    }
}
