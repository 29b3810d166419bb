package io.videocatalog.migration;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.boot.Metadata;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.Column;
import org.hibernate.type.SqlTypes;

/** An entity's columns as SQL. */
final class ColumnSql {

    private final Metadata metadata;
    private final Dialect dialect;

    ColumnSql(Metadata metadata) {
        this.metadata = metadata;
        this.dialect = metadata.getDatabase().getDialect();
    }

    /** Quoted where it is a keyword. */
    String name(Column column) {
        return column.getQuotedName(dialect);
    }

    /** As the database has it, quoted where it is a keyword. */
    String name(String column) {
        return metadata.getDatabase().getJdbcEnvironment().getIdentifierHelper().toIdentifier(column).render(dialect);
    }

    String names(List<Column> columns) {
        return String.join(", ", columns.stream().map(this::name).toList());
    }

    String type(Column column) {
        if (column.getSqlTypeCode(metadata) == SqlTypes.ENUM) {
            return "varchar(" + Objects.requireNonNullElse(column.getLength(), 255L) + ")"; // A new constant needs no new type then.
        }
        String collation = column.getCollation() == null ? "" : " collate " + dialect.quoteCollation(column.getCollation());
        return column.getSqlType(metadata) + collation;
    }

    /** With the default that the entity's annotation names, if it does. */
    String typeAndDefault(Column column) {
        return type(column) + (column.getDefaultValue() == null ? "" : " default " + column.getDefaultValue());
    }

    /** A value that rows can be given which are there before the column is; nothing where none is harmless. */
    Optional<String> filler(Column column) {
        int type = column.getSqlTypeCode(metadata);
        Class<?> java = column.getValue() instanceof BasicValue value
                ? value.resolve().getDomainJavaType().getJavaTypeClass()
                : Object.class;
        if (java.isEnum()) {
            return Optional.of(SqlTypes.isIntegral(type) ? "0" : "'" + ((Enum<?>) java.getEnumConstants()[0]).name() + "'");
        } else if (SqlTypes.isStringType(type)) {
            return Optional.of("''");
        } else if (SqlTypes.isNumericType(type) && column.getValue() instanceof BasicValue) {
            return Optional.of("0");
        }
        return switch (type) {
            case SqlTypes.BOOLEAN -> Optional.of("false");
            case SqlTypes.DATE -> Optional.of("current_date");
            case SqlTypes.TIMESTAMP, SqlTypes.TIMESTAMP_UTC, SqlTypes.TIMESTAMP_WITH_TIMEZONE -> Optional.of("current_timestamp");
            default -> Optional.empty();
        };
    }
}
