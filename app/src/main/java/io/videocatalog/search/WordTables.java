package io.videocatalog.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The tables of the {@link WordIndex}. They are in a schema of their own, where neither scripts nor backups look: what is in them can be made
 * anew at any time.
 */
final class WordTables {

    /** Some are in memory at a time. The words of usual texts take an eighth of it. */
    private static final int MOST_BYTES = 1 << 18;

    /** How many scripts have run: one of them may have changed words. */
    static final String SCRIPTS = "(select max(\"installed_rank\") from \"flyway_schema_history\")";
    /** What is stored, and how: to be given another name whenever that changes, or what a word is. */
    private static final String FORMAT = "words of " + WordIndex.BLOCK + " ids, 1";
    private static final String IS_OF_FORMAT = "select 1 from information_schema.schemata where schema_name = 'SEARCH' and remarks = '"
            + FORMAT + "'";
    private static final String[] CREATE = {"drop schema if exists search cascade", "create schema search",
            "create table search.blocks (entity varchar(100), block bigint, words varbinary(" + MOST_BYTES
                    + "), primary key (entity, block))",
            "create table search.progress (entity varchar(100) primary key, scripts integer not null, last_id bigint,"
                    + " number bigint not null)",
            "comment on schema search is '" + FORMAT + "'"}; // Last: it says that all of it is there.
    private static final String[] FORGET_OTHERS = {
            "delete from search.progress where scripts <> " + SCRIPTS + " or not array_contains(?, entity)",
            "delete from search.blocks where not array_contains(?, entity)"};
    private static final String ANY_PROGRESS = "select 1 from search.progress";
    private static final String WORDS = "select words from search.blocks where entity = ? and block = ? for update";
    private static final String WRITE_WORDS = "merge into search.blocks (entity, block, words) key (entity, block) values (?, ?, ?)";
    private static final String EXISTS = "select 1 from information_schema.tables where table_schema = 'SEARCH' and table_name = 'PROGRESS'";
    private static final String UP_TO_DATE = "select 1 from search.progress where entity = ? and last_id is null"
            + " and number = (select coalesce(max(number), 0) from changes)";
    private static final String READ = "select last_id, number from search.progress where entity = ? for update";
    private static final String WRITE = "merge into search.progress (entity, scripts, last_id, number) key (entity) values (?, ?, ?, ?)";

    private final Connection connection;

    WordTables(Connection connection) {
        this.connection = connection;
    }

    /**
     * How far the index of a table is.
     *
     * @param lastId up to which rows have been read for the first time; null when all have been
     * @param number the last change of which it has the rows
     */
    record Progress(Long lastId, long number) {

        boolean hasAllRows() {
            return lastId == null;
        }
    }

    /**
     * Makes the tables where they are missing, of another format, or of no use, and has the index of a table made anew where a script has
     * run since, or nobody has kept it.
     *
     * @param entities the tables that are to be indexed
     * @return how many scripts have run
     */
    int prepare(List<String> entities) throws SQLException {
        if (!finds(IS_OF_FORMAT) || !keeps(entities)) {
            try (Statement statement = connection.createStatement()) {
                for (String sql : CREATE) {
                    statement.execute(sql);
                }
            }
        }
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("select " + SCRIPTS)) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Whether anything is left once all is forgotten that holds no more. */
    private boolean keeps(List<String> entities) throws SQLException {
        for (String sql : FORGET_OTHERS) {
            try (PreparedStatement others = connection.prepareStatement(sql)) {
                others.setObject(1, entities.toArray());
                others.executeUpdate();
            }
        }
        return finds(ANY_PROGRESS);
    }

    private boolean finds(String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet found = statement.executeQuery(sql)) {
            return found.next();
        }
    }

    /** Has the index made anew, where there is one. */
    void forget() throws SQLException {
        if (finds(EXISTS)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("delete from search.progress");
            }
        }
    }

    /** Whether nothing is to be done about a table. To know that, nothing is written, not even a lock. */
    boolean areUpToDate(String entity) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(UP_TO_DATE)) {
            query.setString(1, entity);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Nothing where it has not been begun; else nobody else goes on with it before the end of the transaction. */
    Optional<Progress> progress(String entity) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(READ)) {
            query.setString(1, entity);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new Progress(row.getObject("last_id", Long.class), row.getLong("number")))
                        : Optional.empty();
            }
        }
    }

    /** @param scripts how many had run when the service began: what has been read may be from before one that has run since */
    void write(String entity, int scripts, Progress progress) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(WRITE)) {
            update.setString(1, entity);
            update.setInt(2, scripts);
            update.setObject(3, progress.lastId);
            update.setLong(4, progress.number);
            update.executeUpdate();
        }
    }

    /** Adds words to those of a block. Of one that has too many, null says that it may have any. */
    void add(String entity, long block, Collection<String> words) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(WORDS)) {
            query.setString(1, entity);
            query.setLong(2, block);
            try (ResultSet row = query.executeQuery()) {
                boolean known = row.next();
                byte[] before = known ? row.getBytes(1) : Words.NONE.lines();
                byte[] after = before == null ? null : new Words(before).plus(words).lines();
                if (!known || after != before) {
                    write(entity, block, after);
                }
            }
        }
    }

    private void write(String entity, long block, byte[] words) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(WRITE_WORDS)) {
            update.setString(1, entity);
            update.setLong(2, block);
            update.setBytes(3, words == null || words.length > MOST_BYTES ? null : words);
            update.executeUpdate();
        }
    }
}
