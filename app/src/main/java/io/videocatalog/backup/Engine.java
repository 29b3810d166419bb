package io.videocatalog.backup;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What H2 and PostgreSQL do each in its way, on one connection. */
interface Engine {

    static Engine of(Connection connection) throws SQLException {
        return connection.getMetaData().getURL().startsWith("jdbc:h2:") ? new H2Engine(connection) : new PostgresEngine(connection);
    }

    /** Does something with the row at which a result stands. */
    interface RowReader {
        void read(ResultSet row) throws SQLException, IOException;
    }

    /** Begins a transaction in which everything is read as it is at this moment. Writers do not wait for it. */
    void beginSnapshot() throws SQLException;

    /** About how many rows a table has; negative when the database has never counted. */
    long estimate(Table table, LiveTables live) throws SQLException;

    /** Reads all rows of a table, in the order of their keys where it has any, with no more than some of them in memory. */
    void read(Table table, LiveTables live, RowReader reader) throws SQLException, IOException;

    /** The number that a sequence gives next. */
    long position(String sequence) throws SQLException;

    /**
     * Begins a transaction that has the tables for itself, and in which a row may come before one that it refers to.
     *
     * @throws BackupFailure when an id has been given to somebody who may still use it
     */
    void beginLoad(Schema schema, LiveTables live) throws SQLException;

    /**
     * Sees to it that every row that is referred to is there, and commits.
     *
     * @param step is called before each thing that takes its time
     */
    void commitLoad(Schema schema, LiveTables live, Runnable step) throws SQLException;

    /** Leaves the tables as they were before. */
    void abandonLoad(Schema schema, LiveTables live) throws SQLException;
}
