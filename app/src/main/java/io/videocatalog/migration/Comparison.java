package io.videocatalog.migration;

import io.videocatalog.migration.DatabaseTables.TableShape;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.model.relational.Sequence;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Table;

/**
 * Compares the entities with a scratch database on which the scripts have run. What the entities ask for is made there, too, in
 * a schema of its own: so types are compared as the database itself writes them.
 */
final class Comparison {

    private static final String SCHEMA = "ENTITIES";

    private final Metadata metadata;
    private final TableSql sql;
    private final List<Table> tables;
    private final List<Difference> differences = new ArrayList<>();

    private Comparison(Metadata metadata) {
        this.metadata = metadata;
        this.sql = new TableSql(metadata);
        this.tables = inOrderOfReference(metadata.collectTableMappings().stream().filter(Table::isPhysicalTable).toList());
    }

    /** What must change in the database, in an order in which it can. */
    static List<Difference> of(Metadata metadata, Connection scratch) throws SQLException {
        Comparison comparison = new Comparison(metadata);
        comparison.compare(DatabaseTables.read(scratch), comparison.make(scratch), Engine.of(scratch));
        return List.copyOf(comparison.differences);
    }

    // A table comes after those that it refers to; in a circle, one of them cannot.
    private static List<Table> inOrderOfReference(List<Table> tables) {
        Set<Table> ordered = new LinkedHashSet<>();
        Set<Table> visited = new HashSet<>();
        tables.stream().sorted(Comparator.comparing(Table::getName)).forEach(table -> add(table, ordered, visited));
        return List.copyOf(ordered);
    }

    private static void add(Table table, Set<Table> ordered, Set<Table> visited) {
        if (visited.add(table)) {
            table.getForeignKeyCollection().forEach(key -> add(key.getReferencedTable(), ordered, visited));
            ordered.add(table);
        }
    }

    private DatabaseTables make(Connection scratch) throws SQLException {
        String home = scratch.getSchema();
        try (Statement statement = scratch.createStatement()) {
            statement.execute("create schema \"" + SCHEMA + "\"");
            try {
                scratch.setSchema(SCHEMA);
                for (Table table : tables) {
                    statement.execute(sql.create(table, key -> false));
                }
                return DatabaseTables.read(scratch);
            } finally {
                scratch.setSchema(home);
                statement.execute("drop schema \"" + SCHEMA + "\" cascade");
            }
        }
    }

    private void compare(DatabaseTables actual, DatabaseTables wanted, Engine engine) {
        compareSequences(actual.sequences());
        Set<String> present = new HashSet<>(actual.tables().keySet());
        Set<ForeignKey> created = new HashSet<>();
        for (Table table : tables) {
            String name = DatabaseTables.lower(table.getName());
            if (present.add(name)) {
                sql.foreignKeys(table).filter(key -> present.contains(DatabaseTables.lower(key.getReferencedTable().getName())))
                        .forEach(created::add);
                differences.add(new Difference("There is no table " + name + ".", sql.create(table, created::contains) + "\n\n"
                        + String.join("\n", new IndexComparison(table, metadata, engine).all())));
            } else {
                TableShape shape = actual.tables().get(name);
                differences.addAll(new ColumnComparison(table, metadata).of(shape, wanted.tables().get(name)));
                differences.addAll(new IndexComparison(table, metadata, engine).of(shape));
            }
        }
        tables.forEach(table -> sql.foreignKeys(table).filter(key -> !created.contains(key))
                .forEach(key -> compareForeignKey(table, key, actual, engine)));
        actual.tables().keySet().stream().filter(name -> !wanted.tables().containsKey(name)).forEach(this::surplus);
    }

    private void compareSequences(Set<String> actual) {
        for (Namespace namespace : metadata.getDatabase().getNamespaces()) {
            for (Sequence sequence : namespace.getSequences()) {
                String name = sequence.getName().getSequenceName().getText();
                if (!actual.contains(DatabaseTables.lower(name))) {
                    differences.add(new Difference("There is no sequence " + name + ".", "create sequence if not exists " + name
                            + " start with " + sequence.getInitialValue() + " increment by " + sequence.getIncrementSize() + ";"));
                }
            }
        }
    }

    private void compareForeignKey(Table table, ForeignKey key, DatabaseTables actual, Engine engine) {
        List<String> columns = key.getColumns().stream().map(column -> DatabaseTables.lower(column.getName())).toList();
        TableShape shape = actual.tables().getOrDefault(DatabaseTables.lower(table.getName()), TableShape.EMPTY);
        if (shape.foreignKeys().values().stream().noneMatch(made -> List.copyOf(made).equals(columns))) {
            differences.add(new Difference(
                    table.getName() + "." + String.join(", ", columns) + " refers to " + key.getReferencedTable().getName()
                            + " in the entity and to nothing in the table.",
                    engine.addConstraint(sql.name(table), key.getName(), sql.definition(key))));
        }
    }

    private void surplus(String table) {
        differences.add(new Difference("The table " + table + " belongs to no entity.", """
                -- No entity has the table %s any more. Dropping it loses its rows:
                -- drop table if exists %s;
                -- drop sequence if exists %s_seq;""".formatted(table, table, table)));
    }
}
