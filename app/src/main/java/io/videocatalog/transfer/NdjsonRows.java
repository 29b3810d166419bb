package io.videocatalog.transfer;

import io.videocatalog.http.ProblemException;
import io.videocatalog.http.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** One JSON object a line. A broken line is a rejected row; empty lines are passed over. */
final class NdjsonRows implements RowSource {

    private final InputStream input;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int end;
    private long line;

    NdjsonRows(InputStream input) {
        this.input = input;
    }

    @Override
    public Optional<Row> next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (readLine(bytes)) {
            line++;
            if (bytes.size() > MAX_ROW) {
                return Optional.of(RowSource.broken(line, "too-long", "at most " + MAX_ROW + " bytes"));
            }
            byte[] text = bytes.toByteArray();
            if (!isBlank(text)) {
                return Optional.of(parse(line == 1 ? withoutByteOrderMark(text) : text));
            }
            bytes.reset();
        }
        return Optional.empty();
    }

    private Row parse(byte[] text) {
        try {
            return new Row(line, StrictJson.readObject(text), null);
        } catch (ProblemException e) {
            return RowSource.broken(line, "malformed", e.getMessage().replaceFirst("at line 1, column", "at column"));
        }
    }

    /** Reads to the end of the line, keeping no more of it than shows that it is too long. */
    private boolean readLine(ByteArrayOutputStream bytes) throws IOException {
        boolean found = false;
        while (fill()) {
            found = true;
            int start = position;
            while (position < end && buffer[position] != '\n') {
                position++;
            }
            if (bytes.size() <= MAX_ROW) {
                bytes.write(buffer, start, position - start);
            }
            if (position < end) {
                position++;
                return true;
            }
        }
        return found;
    }

    private boolean fill() throws IOException {
        if (position == end) {
            position = 0;
            end = Math.max(0, input.read(buffer));
        }
        return end > 0;
    }

    private static boolean isBlank(byte[] text) {
        for (byte b : text) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private static byte[] withoutByteOrderMark(byte[] text) {
        boolean marked = text.length >= 3 && (text[0] & 0xFF) == 0xEF && (text[1] & 0xFF) == 0xBB && (text[2] & 0xFF) == 0xBF;
        return marked ? Arrays.copyOfRange(text, 3, text.length) : text;
    }
}
