package io.videocatalog.backup;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.videocatalog.backup.Table.Column;
import io.videocatalog.http.StrictJson;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Locale;

/** Reads the rows of a table: a JSON object on each line, with the table's columns in their order and nothing else. */
final class RowParser implements Closeable {

    private final Table table;
    private final JsonParser json;

    RowParser(Table table, InputStream in) throws IOException {
        this.table = table;
        // The JDK's decoder refuses what is no UTF-8; Jackson's own lets some of it pass.
        this.json = StrictJson.MAPPER.createParser(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    }

    /**
     * The values of the next row, in the order of the table's columns; null at the end.
     *
     * @throws IOException which says what is wrong with the row
     */
    Object[] next() throws IOException {
        try {
            return json.nextToken() == null ? null : row();
        } catch (JsonProcessingException e) {
            throw broken(" is no JSON");
        } catch (CharacterCodingException e) {
            throw broken(" is no UTF-8");
        }
    }

    private Object[] row() throws IOException {
        require(json.currentToken() == JsonToken.START_OBJECT, " is no JSON object");
        Object[] values = new Object[table.columns().size()];
        for (int i = 0; i < values.length; i++) {
            Column column = table.columns().get(i);
            require(column.name().equals(json.nextFieldName()), ": " + column.name() + " is not in its place");
            values[i] = value(column);
        }
        require(json.nextToken() == JsonToken.END_OBJECT, " has more than the columns of the table");
        return values;
    }

    private Object value(Column column) throws IOException {
        if (json.nextToken() == JsonToken.VALUE_NULL) {
            require(column.nullable(), ": " + column.name() + " must not be null");
            return null;
        }
        Object value = read(column);
        require(!(value instanceof String text) || text.length() <= column.length()
                || text.codePointCount(0, text.length()) <= column.length(), ": " + column.name() + " is too long");
        return value;
    }

    private Object read(Column column) throws IOException {
        try {
            return column.type().read(json);
        } catch (StreamConstraintsException e) {
            throw broken(": " + column.name() + " is too long");
        } catch (InputCoercionException | IllegalArgumentException | DateTimeException e) {
            throw broken(": " + column.name() + " is no " + column.type().name().toLowerCase(Locale.ROOT));
        }
    }

    private void require(boolean sound, String otherwise) throws IOException {
        if (!sound) {
            throw broken(otherwise);
        }
    }

    private IOException broken(String what) {
        return new IOException("line " + json.currentLocation().getLineNr() + what);
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
