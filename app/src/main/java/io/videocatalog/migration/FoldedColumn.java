package io.videocatalog.migration;

import io.videocatalog.migration.DatabaseTables.TableShape;
import io.videocatalog.model.FoldedText;
import io.videocatalog.model.SearchText;
import io.videocatalog.model.SortKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;

/**
 * A column that is computed in Java from others, which a script therefore cannot fill. The script leaves it empty and nullable,
 * which tells that it is still to be filled; then null is forbidden as the entity has it.
 */
final class FoldedColumn {

    private static final int BATCH = 1000;

    private final PersistentClass entity;
    private final Column column;
    private final FoldedText folding;
    private final ColumnSql sql;
    private final String table;

    private FoldedColumn(PersistentClass entity, Property property, FoldedText folding, Metadata metadata) {
        this.entity = entity;
        this.column = property.getColumns().get(0);
        this.folding = folding;
        this.sql = new ColumnSql(metadata);
        this.table = new TableSql(metadata).name(entity.getTable());
    }

    /** Fills all that are still to be filled in a database, and tells of each in a sentence. */
    static void fillAll(Metadata metadata, Connection connection, Consumer<String> report) throws SQLException {
        for (FoldedColumn column : unfilled(metadata, connection)) {
            report.accept("Filled " + column.path() + " in " + column.fill(connection) + " rows.");
        }
    }

    /** Those of the entities that are still to be filled in a database. */
    static List<FoldedColumn> unfilled(Metadata metadata, Connection connection) throws SQLException {
        Map<String, TableShape> tables = DatabaseTables.readColumns(connection);
        List<FoldedColumn> unfilled = new ArrayList<>();
        for (PersistentClass entity : metadata.getEntityBindings()) {
            TableShape shape = tables.getOrDefault(DatabaseTables.lower(entity.getTable().getName()), TableShape.EMPTY);
            for (Property property : entity.getProperties()) {
                folding(entity, property).map(folding -> new FoldedColumn(entity, property, folding, metadata))
                        .filter(folded -> folded.isUnfilled(shape)).ifPresent(unfilled::add);
            }
        }
        return unfilled;
    }

    private static Optional<FoldedText> folding(PersistentClass entity, Property property) {
        return EntityTables.annotation(entity, property, SortKey.class).map(FoldedText::new)
                .or(() -> EntityTables.annotation(entity, property, SearchText.class).map(FoldedText::new));
    }

    private boolean isUnfilled(TableShape shape) {
        var made = shape.columns().get(DatabaseTables.lower(column.getName()));
        return made != null && made.nullable() && !column.isNullable();
    }

    /** The table's name and the column's. */
    String path() {
        return entity.getTable().getName() + "." + column.getName();
    }

    /**
     * Computes the column where it is empty, a thousand rows a transaction, so that what is interrupted goes on where it was.
     *
     * @return how many rows that were
     */
    long fill(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        long rows = 0;
        List<Object> ids;
        Object last = Long.MIN_VALUE;
        do {
            ids = fillBatch(connection, last);
            connection.commit();
            rows += ids.size();
            last = ids.isEmpty() ? last : ids.get(ids.size() - 1);
        } while (!ids.isEmpty());
        try (var statement = connection.createStatement()) {
            statement.execute("alter table " + table + " alter column " + sql.name(column) + " set not null");
        }
        connection.commit();
        return rows;
    }

    private List<Object> fillBatch(Connection connection, Object after) throws SQLException {
        String id = sql.names(entity.getIdentifier().getColumns());
        List<Column> sources = folding.sources().stream().map(name -> entity.getProperty(name).getColumns().get(0)).toList();
        String select = "select " + id + ", " + sql.names(sources) + " from " + table + " where " + sql.name(column) + " is null and " + id
                + " > ? order by " + id + " fetch first " + BATCH + " rows only";
        String update = "update " + table + " set " + sql.name(column) + " = ? where " + id + " = ? and " + sql.name(column) + " is null";
        List<Object> ids = new ArrayList<>();
        try (PreparedStatement empty = connection.prepareStatement(select);
                PreparedStatement filled = connection.prepareStatement(update)) {
            empty.setObject(1, after);
            try (ResultSet row = empty.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getObject(1));
                    filled.setString(1, folding.fold(texts(row, sources.size())));
                    filled.setObject(2, row.getObject(1));
                    filled.addBatch();
                }
            }
            filled.executeBatch();
        }
        return ids;
    }

    private static List<String> texts(ResultSet row, int count) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String text = row.getString(i + 2);
            texts.add(text == null ? "" : text);
        }
        return texts;
    }
}
