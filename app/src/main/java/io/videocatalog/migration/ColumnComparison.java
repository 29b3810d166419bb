package io.videocatalog.migration;

import io.videocatalog.migration.DatabaseTables.ColumnShape;
import io.videocatalog.migration.DatabaseTables.TableShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;

/** Compares the columns of one table. */
final class ColumnComparison {

    private static final Pattern LENGTH = Pattern.compile("(character varying)\\((\\d+)\\)( .*)?");

    private final Table table;
    private final List<Column> columns;
    private final Set<Column> folded;
    private final ColumnSql sql;
    private final String alter;
    private final List<Difference> differences = new ArrayList<>();

    ColumnComparison(Table table, Metadata metadata) {
        this.table = table;
        this.columns = ColumnOrder.of(table, metadata);
        this.folded = EntityTables.folded(metadata).keySet();
        this.sql = new ColumnSql(metadata);
        this.alter = "alter table " + new TableSql(metadata).name(table);
    }

    List<Difference> of(TableShape actual, TableShape wanted) {
        for (Column column : columns) {
            String name = DatabaseTables.lower(column.getName());
            ColumnShape before = actual.columns().get(name);
            ColumnShape after = wanted.columns().get(name);
            if (before == null) {
                missing(column);
            } else {
                compareType(column, before.type(), after.type());
                compareNullability(column, before.nullable(), after.nullable());
            }
        }
        List<String> added = columns.stream().map(Column::getName).filter(name -> !actual.columns().containsKey(DatabaseTables.lower(name)))
                .toList();
        actual.columns().keySet().stream().filter(name -> !wanted.columns().containsKey(name))
                .forEach(name -> surplus(name, actual, added));
        return differences;
    }

    private void missing(Column column) {
        differences.add(new Difference(path(column.getName()) + " is in the entity and not in the table.", add(column)));
    }

    private String add(Column column) {
        String name = sql.name(column);
        String add = alter + " add column if not exists " + name + " " + sql.type(column);
        if (folded.contains(column)) {
            return "-- No SQL can compute this; the catalogue does it for the rows that are there when the scripts have run"
                    + (column.isNullable() ? ".\n" : ",\n-- and forbids null then.\n") + add + ";";
        } else if (column.isNullable() || column.getDefaultValue() != null) {
            return alter + " add column if not exists " + name + " " + sql.typeAndDefault(column)
                    + (column.isNullable() ? ";" : " not null;");
        }
        return sql.filler(column)
                .map(filler -> "-- Rows that are there get " + filler + ": write what is right for them instead.\n" + add + " default "
                        + filler
                        + " not null;\n" + alter + " alter column " + name + " drop default;")
                .orElseGet(() -> "-- Must not be null, and nobody but you knows what to give to the rows that are there:\n" + add + ";\n"
                        + require(name, "…"));
    }

    private String require(String name, String filler) {
        return "-- update " + alter.substring("alter table ".length()) + " set " + name + " = " + filler + " where " + name + " is null;\n"
                + "-- " + alter + " alter column " + name + " set not null;";
    }

    private void compareType(Column column, String before, String after) {
        if (!before.equals(after)) {
            String statement = alter + " alter column " + sql.name(column) + " set data type " + sql.type(column) + ";";
            differences.add(new Difference(path(column.getName()) + " is " + after + " in the entity and " + before + " in the table.",
                    isWider(before, after) ? statement : "-- Fails where a row does not fit; see to the rows first.\n-- " + statement));
        }
    }

    private static boolean isWider(String before, String after) {
        Matcher old = LENGTH.matcher(before);
        Matcher now = LENGTH.matcher(after);
        boolean longer = old.matches() && now.matches() && Long.parseLong(now.group(2)) >= Long.parseLong(old.group(2));
        return longer || after.equals("bigint") && Set.of("integer", "smallint").contains(before);
    }

    private void compareNullability(Column column, boolean before, boolean after) {
        String name = sql.name(column);
        if (before && !after) {
            differences.add(new Difference(path(column.getName()) + " must not be null in the entity and may be in the table.",
                    "-- Must not be null any more. Give the rows that have nothing a value first:\n"
                            + require(name, sql.filler(column).orElse("…"))));
        } else if (after && !before) {
            differences.add(new Difference(path(column.getName()) + " may be null in the entity and must not be in the table.",
                    alter + " alter column " + name + " drop not null;"));
        }
    }

    private void surplus(String column, TableShape actual, List<String> added) {
        String name = sql.name(column);
        List<String> lines = new ArrayList<>();
        if (!actual.columns().get(column).nullable()) {
            lines.add("-- New rows have nothing to put there.");
            lines.add(alter + " alter column " + name + " drop not null;");
        }
        lines.add("-- The entity does not have " + column + " any more. Dropping it loses what is in it, and programs of the version");
        lines.add("-- before may still run:");
        // H2 does not drop these along with the column.
        actual.foreignKeys().forEach((key, columns) -> {
            if (columns.contains(column)) {
                lines.add("-- " + alter + " drop constraint if exists " + key + ";");
            }
        });
        actual.indexes().forEach((index, made) -> {
            boolean own = actual.foreignKeys().keySet().stream().noneMatch(key -> index.startsWith(key + "_index"));
            if (own && made.columns().contains(column)) {
                lines.add("-- drop index if exists " + index + ";");
            }
        });
        lines.add("-- " + alter + " drop column if exists " + name + ";");
        if (!added.isEmpty()) {
            lines.add("-- If it is " + String.join(" or ", added) + " under its old name, write this instead of both:");
            lines.add("-- " + alter + " rename column " + name + " to " + added.get(0) + ";");
        }
        differences.add(new Difference(path(column) + " is in the table and not in the entity.", String.join("\n", lines)));
    }

    private String path(String column) {
        return table.getName() + "." + column;
    }
}
