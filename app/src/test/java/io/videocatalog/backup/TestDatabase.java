package io.videocatalog.backup;

import io.videocatalog.postgresql.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.api.MigrationVersion;

/** A database of a test's own, for tables that have every type of column and refer to each other in a circle. */
record TestDatabase(Database address) {

    static final Scripts SCRIPTS = new Scripts("io/videocatalog/backup/scripts");

    private static EmbeddedPostgres server;

    /** Without tables. */
    static TestDatabase create(String engine) throws SQLException, IOException {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        if (engine.equals("h2")) {
            return new TestDatabase(new Database("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", "sa", ""));
        }
        try (Connection connection = postgres().getPostgresDatabase().getConnection(); var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return new TestDatabase(new Database(postgres().getJdbcUrl("postgres", name), "postgres", ""));
    }

    private static synchronized EmbeddedPostgres postgres() throws IOException {
        if (server == null) {
            server = Postgres.builder().setLocaleConfig("locale", "C.UTF-8").start();
        }
        return server;
    }

    /** With tables of the newest version. */
    static TestDatabase withTables(String engine) throws SQLException, IOException {
        TestDatabase database = create(engine);
        SCRIPTS.run(database.address, MigrationVersion.LATEST);
        return database;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(address.url(), address.username(), address.password());
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = connect(); var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The rows of a query, each as text that looks the same on every engine. */
    List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = connect(); var statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    values.add(text(row, i));
                }
                rows.add(String.join("|", values));
            }
        }
        return rows;
    }

    private static String text(ResultSet row, int index) throws SQLException {
        return switch (row.getMetaData().getColumnType(index)) {
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                row.getObject(index) == null ? "null" : row.getObject(index, OffsetDateTime.class).toInstant().toString();
            case Types.DATE -> String.valueOf(row.getObject(index, LocalDate.class));
            case Types.CLOB -> String.valueOf(row.getString(index));
            case Types.BINARY, Types.VARBINARY ->
                row.getObject(index) instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(row.getObject(index));
            default -> String.valueOf(row.getObject(index));
        };
    }

    long next(String sequence) throws SQLException {
        return Long.parseLong(
                query(address.engine().equals("h2") ? "values (next value for " + sequence + ")" : "select nextval('" + sequence + "')")
                        .get(0));
    }

    Manifest backup(Path file) throws IOException, SQLException {
        try (Connection connection = connect(); OutputStream out = Files.newOutputStream(file)) {
            return new Backup(SCRIPTS, connection, "test", (rows, all, doing) -> {}).write(out);
        }
    }

    void restore(Path file) throws IOException, SQLException {
        try (Restore restore = new Restore(SCRIPTS, file, (rows, all, doing) -> {}); Connection connection = connect()) {
            restore.requireEmpty(connection);
            restore.check();
            restore.into(address, connection);
        }
    }
}
