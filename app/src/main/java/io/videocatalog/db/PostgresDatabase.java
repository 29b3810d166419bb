package io.videocatalog.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** What a database of PostgreSQL must allow, found out before the first script fails halfway. */
final class PostgresDatabase {

    private static final String QUESTION = """
            select current_setting('server_encoding') as encoding, current_user as name, coalesce(current_schema(), '') as schema,
                coalesce(has_schema_privilege(current_schema(), 'create'), false) as may_create,
                to_regclass('flyway_schema_history') is not null as has_tables,
                coalesce(has_table_privilege(to_regclass('flyway_schema_history'), 'select'), false) as may_read""";

    private PostgresDatabase() {
    }

    /** Whether somebody answers for the server, such as pgbouncer: they give the client a number of their own for its session. */
    static boolean isBehindPooler(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet session = statement.executeQuery("select pg_backend_pid()")) {
            session.next();
            return session.getInt(1) != connection.unwrap(PGConnection.class).getBackendPID();
        }
    }

    /** @throws StartFailure when the encoding cannot hold every text or the user lacks a right */
    static void requireUsable(Connection connection, String url) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet found = statement.executeQuery(QUESTION)) {
            found.next();
            String place = DatabaseUrl.place(url);
            if (!found.getString("encoding").equals("UTF8")) {
                throw new StartFailure("The database " + place + " has the encoding " + found.getString("encoding")
                        + ", which cannot hold every text; create one with \"encoding 'UTF8' template template0\".");
            }
            String user = found.getString("name");
            if (found.getBoolean("has_tables") && !found.getBoolean("may_read")) {
                throw new StartFailure("The tables in " + place + " belong to another user than " + user
                        + "; name that one in DATABASE_URL, or grant " + user + " all rights on them.");
            } else if (!found.getBoolean("has_tables") && !found.getBoolean("may_create")) {
                throw new StartFailure("The user " + user + " may not create tables in " + place + "; run there, as its owner: "
                        + "grant create on schema public to " + user + ".");
            }
        }
    }
}
