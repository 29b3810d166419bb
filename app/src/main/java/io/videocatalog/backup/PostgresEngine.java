package io.videocatalog.backup;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** PostgreSQL sends a result piece by piece, and undoes changes to tables as it does changes to rows. */
final class PostgresEngine implements Engine {

    private static final int FETCH = 1_000;

    private final Connection connection;
    /** What makes again what {@link #beginLoad} has taken away: indexes first, then references. */
    private final List<String> afterwards = new ArrayList<>();

    PostgresEngine(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void beginSnapshot() throws SQLException {
        begin();
        execute("set transaction isolation level repeatable read, read only");
        // Sorting would write a copy of the table to the server's disk; the index of the key has the order already.
        execute("set local enable_sort = off");
    }

    // Time limits are meant for requests.
    private void begin() throws SQLException {
        connection.setAutoCommit(false);
        connection.setNetworkTimeout(Runnable::run, 0);
        execute("set local statement_timeout = 0");
        execute("set local idle_in_transaction_session_timeout = 0");
    }

    @Override
    public long estimate(Table table, LiveTables live) throws SQLException {
        return Long.parseLong(value("select reltuples::bigint from pg_class where oid = '" + live.name(table) + "'::regclass"));
    }

    @Override
    public void read(Table table, LiveTables live, RowReader reader) throws SQLException, IOException {
        String order = table.key().isEmpty() ? "" : " order by " + live.columns(table, table.key());
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery(
                    "select " + live.columns(table) + " from " + live.name(table) + order)) {
                while (row.next()) {
                    reader.read(row);
                }
            }
        }
    }

    @Override
    public long position(String sequence) throws SQLException {
        return Long.parseLong(value("select last_value + case when is_called then seqincrement else 0 end from " + sequence
                + ", pg_sequence where seqrelid = '" + sequence + "'::regclass"));
    }

    @Override
    public void beginLoad(Schema schema, LiveTables live) throws SQLException {
        begin();
        execute("set local lock_timeout = '10s'");
        execute("lock table " + joined(schema, live, "%s") + " in access exclusive mode");
        for (String sequence : schema.sequences()) {
            requireUnused(sequence);
        }
        // Making the indexes for the search afterwards takes less than half of the time.
        String tables = joined(schema, live, "'%s'::regclass");
        takeAway(
                "select 'alter table ' || conrelid::regclass || ' drop constraint ' || quote_ident(conname), 'alter table ' || conrelid::regclass"
                        + " || ' add constraint ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid) from pg_constraint"
                        + " where contype = 'f' and conrelid in (" + tables + ")");
        takeAway("select 'drop index ' || indexrelid::regclass, pg_get_indexdef(indexrelid) from pg_index where indrelid in (" + tables
                + ") and not exists (select 1 from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))");
    }

    private static String joined(Schema schema, LiveTables live, String form) {
        return schema.tables().stream().map(table -> form.formatted(live.name(table))).collect(Collectors.joining(", "));
    }

    // A service that is connected to empty tables may have taken a block of ids by now. Altering the sequence, even to what it is
    // already, keeps it from taking one while the rows are loaded.
    private void requireUnused(String sequence) throws SQLException {
        execute("alter sequence " + sequence + " no cycle");
        if (value("select is_called or last_value <> seqstart from " + sequence + ", pg_sequence where seqrelid = '" + sequence
                + "'::regclass").equals("t")) {
            throw new BackupFailure("The database has given out ids already, though it is empty now; restore into a new database.");
        }
    }

    private void takeAway(String definitions) throws SQLException {
        List<String> drops = new ArrayList<>();
        List<String> makes = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(definitions)) {
            while (row.next()) {
                drops.add(row.getString(1));
                makes.add(row.getString(2));
            }
        }
        afterwards.addAll(0, makes);
        for (String drop : drops) {
            execute(drop);
        }
    }

    @Override
    public void commitLoad(Schema schema, LiveTables live, Runnable step) throws SQLException {
        for (String definition : afterwards) {
            step.run();
            execute(definition);
        }
        execute("analyze " + joined(schema, live, "%s"));
        connection.commit();
    }

    @Override
    public void abandonLoad(Schema schema, LiveTables live) throws SQLException {
        connection.rollback();
    }

    private String value(String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
