package io.videocatalog.backup;

import io.videocatalog.search.WordIndex;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.h2.engine.Constants;

/** H2 holds a whole result in memory, so rows are read in pages. */
record H2Engine(Connection connection) implements Engine {

    private static final int PAGE = 1_000;

    @Override
    public void beginSnapshot() throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Constants.TRANSACTION_SNAPSHOT);
    }

    @Override
    public long estimate(Table table, LiveTables live) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from " + live.name(table))) {
            count.next();
            return count.getLong(1);
        }
    }

    @Override
    public void read(Table table, LiveTables live, RowReader reader) throws SQLException, IOException {
        // Every table has this number, which is the key where that is a single integer.
        String sql = "select " + live.columns(table) + ", _rowid_ from " + live.name(table)
                + " where _rowid_ >= ? order by _rowid_ fetch first " + PAGE + " rows only";
        try (PreparedStatement page = connection.prepareStatement(sql)) {
            int rows = PAGE;
            for (long from = Long.MIN_VALUE; rows == PAGE;) {
                page.setLong(1, from);
                rows = 0;
                try (ResultSet row = page.executeQuery()) {
                    while (row.next()) {
                        reader.read(row);
                        from = row.getLong("_rowid_") + 1;
                        rows++;
                    }
                }
            }
        }
    }

    @Override
    public long position(String sequence) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select base_value from information_schema.sequences where sequence_schema = current_schema and sequence_name = ?")) {
            query.setString(1, sequence.toUpperCase(Locale.ROOT));
            try (ResultSet position = query.executeQuery()) {
                position.next();
                return position.getLong(1);
            }
        }
    }

    @Override
    public void beginLoad(Schema schema, LiveTables live) throws SQLException {
        connection.setAutoCommit(false);
        WordIndex.forget(connection);
        checkReferences(schema, live, "false");
    }

    @Override
    public void commitLoad(Schema schema, LiveTables live, Runnable step) throws SQLException {
        step.run();
        checkReferences(schema, live, "true check");
        connection.commit();
    }

    @Override
    public void abandonLoad(Schema schema, LiveTables live) throws SQLException {
        connection.rollback();
        checkReferences(schema, live, "true nocheck");
        connection.commit();
    }

    // Waits for all others who use the table, and keeps them out until the end of the transaction.
    private void checkReferences(Schema schema, LiveTables live, String how) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (Table table : schema.tables()) {
                statement.execute("alter table " + live.name(table) + " set referential_integrity " + how);
            }
        }
    }
}
