package io.videocatalog.backup;

import static com.fasterxml.jackson.core.JsonToken.VALUE_FALSE;
import static com.fasterxml.jackson.core.JsonToken.VALUE_NUMBER_FLOAT;
import static com.fasterxml.jackson.core.JsonToken.VALUE_NUMBER_INT;
import static com.fasterxml.jackson.core.JsonToken.VALUE_STRING;
import static com.fasterxml.jackson.core.JsonToken.VALUE_TRUE;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of values that a backup can hold, because both engines hold them alike. */
enum ColumnType {

    INTEGER(ResultSet::getLong, JsonParser::getLongValue, List.of(VALUE_NUMBER_INT), "TINYINT", "SMALLINT", "INTEGER", "BIGINT"),
    DECIMAL(ResultSet::getBigDecimal, JsonParser::getDecimalValue, List.of(VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT), "NUMERIC"),
    /** Infinities and NaN, which are no numbers of JSON, are strings. */
    FLOAT(ResultSet::getDouble, json -> Double.valueOf(json.getText()), List.of(VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_STRING),
            "REAL", "DOUBLE PRECISION"),
    BOOLEAN(ResultSet::getBoolean, JsonParser::getBooleanValue, List.of(VALUE_TRUE, VALUE_FALSE), "BOOLEAN"),
    TEXT(ResultSet::getString, ColumnType::text, List.of(VALUE_STRING), "CHARACTER VARYING", "CHARACTER LARGE OBJECT"),
    DATE((row, i) -> row.getObject(i, LocalDate.class), json -> LocalDate.parse(json.getText()), List.of(VALUE_STRING), "DATE"),
    /** A point in time, in UTC: PostgreSQL does not keep the offset that it was given with. */
    INSTANT((row, i) -> row.getObject(i, OffsetDateTime.class), json -> Instant.parse(json.getText()).atOffset(ZoneOffset.UTC),
            List.of(VALUE_STRING), "TIMESTAMP WITH TIME ZONE"),
    UUID((row, i) -> row.getObject(i, java.util.UUID.class), json -> java.util.UUID.fromString(json.getText()), List.of(VALUE_STRING),
            "UUID"),
    /** In Base64. */
    BINARY(ResultSet::getBytes, JsonParser::getBinaryValue, List.of(VALUE_STRING), "BINARY VARYING", "BINARY LARGE OBJECT");

    private final FromDatabase fromDatabase;
    private final FromJson fromJson;
    private final List<JsonToken> tokens;
    private final List<String> names;

    ColumnType(FromDatabase fromDatabase, FromJson fromJson, List<JsonToken> tokens, String... names) {
        this.fromDatabase = fromDatabase;
        this.fromJson = fromJson;
        this.tokens = tokens;
        this.names = List.of(names);
    }

    private interface FromDatabase {
        Object read(ResultSet row, int index) throws SQLException;
    }

    private interface FromJson {
        Object read(JsonParser json) throws IOException;
    }

    /** The type that H2 calls by this name. */
    static Optional<ColumnType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.names.contains(name)).findFirst();
    }

    /** The value of a row's column, as JDBC takes it back; null for a null. */
    Object read(ResultSet row, int index) throws SQLException {
        Object value = fromDatabase.read(row, index);
        return row.wasNull() ? null : value;
    }

    static void write(Object value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof byte[] bytes) {
            json.writeBinary(bytes);
        } else {
            json.writeString(value instanceof OffsetDateTime time ? time.toInstant().toString() : value.toString());
        }
    }

    /**
     * The value at which a parser stands, as JDBC takes it.
     *
     * @throws IllegalArgumentException when it is of another type
     * @throws java.time.DateTimeException when it is no date or time
     */
    Object read(JsonParser json) throws IOException {
        if (!tokens.contains(json.currentToken())) {
            throw new IllegalArgumentException("not " + this);
        }
        return fromJson.read(json);
    }

    // JSON can escape half a surrogate pair, for which PostgreSQL would store a question mark.
    private static String text(JsonParser json) throws IOException {
        String text = json.getText();
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.charCount(text.codePointAt(i)) == 1) {
                    throw new IllegalArgumentException("half a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }
}
