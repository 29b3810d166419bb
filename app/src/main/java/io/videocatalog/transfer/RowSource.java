package io.videocatalog.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.videocatalog.http.Fault;
import io.videocatalog.resource.Representation;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The rows of an import, one at a time. */
public interface RowSource {

    /** The most bytes of one row. */
    int MAX_ROW = 1 << 20;

    /**
     * A row: its JSON, or the fault that makes it unreadable.
     *
     * @param line the line on which it begins; in a JSON array its number, from 1
     */
    record Row(long line, ObjectNode json, Fault fault) {
    }

    /**
     * The next row, or nothing at the end.
     *
     * @throws BrokenInputException when the syntax is so broken that the rest cannot be told apart
     */
    Optional<Row> next() throws IOException;

    /** Opens an input; a format's prologue, such as the header of CSV, is read and checked at once. */
    static RowSource open(Format format, InputStream input, Representation<?> representation) throws IOException {
        return switch (format) {
            case NDJSON -> new NdjsonRows(input);
            case JSON -> new JsonArrayRows(input);
            case CSV -> new CsvRows(input, representation);
        };
    }

    /** A fault of a row as a whole. */
    static Row broken(long line, String code, String detail) {
        return new Row(line, null, Fault.whole(code, detail));
    }
}
