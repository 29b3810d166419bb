package io.videocatalog.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** One transaction that fills the tables; what is not committed is as if it had never been. */
final class Load implements AutoCloseable {

    private static final int BATCH = 1_000;

    private final Connection connection;
    private final Engine engine;
    private final Schema schema;
    private final LiveTables live;
    private boolean committed;

    Load(Connection connection, Schema schema) throws SQLException {
        this.connection = connection;
        this.schema = schema;
        engine = Engine.of(connection);
        live = LiveTables.of(connection);
    }

    /** @param positions what each sequence is to give next */
    void begin(Map<String, Long> positions) throws SQLException {
        engine.beginLoad(schema, live);
        live.requireNoRows(connection);
        try (Statement statement = connection.createStatement()) {
            for (String sequence : schema.sequences()) {
                statement.execute("alter sequence " + sequence + " restart with " + positions.get(sequence));
            }
        }
    }

    /** @param handled is called for each row */
    void insert(Table table, BackupReader backup, Runnable handled) throws SQLException {
        String values = String.join(", ", table.columns().stream().map(column -> "?").toList());
        try (PreparedStatement insert = connection
                .prepareStatement("insert into " + live.name(table) + " (" + live.columns(table) + ") values (" + values + ")")) {
            int[] waiting = {0};
            backup.read(table, row -> {
                for (int i = 0; i < row.length; i++) {
                    insert.setObject(i + 1, row[i]);
                }
                insert.addBatch();
                if (++waiting[0] == BATCH) {
                    insert.executeBatch();
                    waiting[0] = 0;
                }
                handled.run();
            });
            insert.executeBatch();
        }
    }

    /** @param step is called before each thing that takes its time */
    void commit(Runnable step) throws SQLException {
        engine.commitLoad(schema, live, step);
        committed = true;
    }

    @Override
    public void close() throws SQLException {
        if (!committed) {
            engine.abandonLoad(schema, live);
        }
    }
}
