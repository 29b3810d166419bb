package io.videocatalog.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** What differs between the databases where their tables are concerned. */
enum Engine {

    H2("H2", "jdbc:h2:mem:scratch", """
            select c.table_name, c.column_name,
                   lower(data_type_sql(c.table_schema, c.table_name, 'TABLE', c.dtd_identifier)), c.is_nullable = 'YES'
              from information_schema.columns c
              join information_schema.tables t using (table_schema, table_name)
             where c.table_schema = current_schema and t.table_type = 'BASE TABLE'
             order by c.table_name, c.ordinal_position"""),

    POSTGRESQL("PostgreSQL", "postgresql://user:password@host/database", """
            select t.relname, c.attname,
                   format_type(c.atttypid, c.atttypmod)
                   || case when l.collname <> 'default' then ' collate "' || l.collname || '"' else '' end, not c.attnotnull
              from pg_class t
              join pg_attribute c on c.attrelid = t.oid and c.attnum > 0 and not c.attisdropped
              join pg_namespace n on n.oid = t.relnamespace and n.nspname = current_schema
              left join pg_collation l on l.oid = c.attcollation
             where t.relkind in ('r', 'p')
               and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.deptype = 'e')
             order by t.relname, c.attnum""");

    private final String title;
    private final String exampleUrl;
    private final String columnsQuery;

    Engine(String title, String exampleUrl, String columnsQuery) {
        this.title = title;
        this.exampleUrl = exampleUrl;
        this.columnsQuery = columnsQuery;
    }

    static Engine of(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("H2") ? H2 : POSTGRESQL;
    }

    /** Table, column, type and whether it may be null, of the current schema's columns. */
    String columnsQuery() {
        return columnsQuery;
    }

    /** A statement that can be repeated. */
    String addConstraint(String table, String name, String definition) {
        return switch (this) {
            case H2 -> "alter table " + table + " add constraint if not exists " + name + " " + definition + ";";
            case POSTGRESQL -> "alter table " + table + " drop constraint if exists " + name + ";\n"
                    + "alter table " + table + " add constraint " + name + " " + definition + ";";
        };
    }

    Engine other() {
        return this == H2 ? POSTGRESQL : H2;
    }

    /** Its name, for people. */
    String title() {
        return title;
    }

    /** What a URL of it looks like. */
    String exampleUrl() {
        return exampleUrl;
    }

    /** The folder of its scripts. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
