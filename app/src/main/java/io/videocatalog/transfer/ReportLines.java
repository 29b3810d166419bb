package io.videocatalog.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.videocatalog.http.StrictJson;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * NDJSON lines on an output that may not be read before the whole body is sent. Many clients
 * read nothing while they send, so what does not surely fit into the connection's buffers waits in a file meanwhile.
 */
final class ReportLines implements Closeable {

    private static final int SURE_TO_FIT = 32 * 1024;
    private static final long PROGRESS_NANOS = 1_000_000_000L;

    private final OutputStream out;
    private int sent;
    private Path waitingFile;
    private OutputStream waiting;
    private long lastProgress = System.nanoTime();

    ReportLines(OutputStream out) {
        this.out = out;
    }

    interface Line {
        void write(JsonGenerator json) throws IOException;
    }

    /** A line about a row. */
    void row(Line line) throws IOException {
        byte[] bytes = bytes(line);
        if (waiting == null && sent + bytes.length > SURE_TO_FIT) {
            waitingFile = Files.createTempFile("video-catalog-import-", ".ndjson");
            waiting = Files.newOutputStream(waitingFile);
        }
        if (waiting == null) {
            sent += bytes.length;
            out.write(bytes);
        } else {
            waiting.write(bytes);
        }
    }

    /** A line about how far the import is, at most once a second. It also keeps the connection from looking idle. */
    void progress(Line line) throws IOException {
        if (System.nanoTime() - lastProgress > PROGRESS_NANOS) {
            lastProgress = System.nanoTime();
            out.write(bytes(line));
            out.flush();
        }
    }

    /** The last line, behind everything that has been waiting. */
    void last(Line line) throws IOException {
        if (waiting != null) {
            waiting.close();
            try (InputStream lines = Files.newInputStream(waitingFile)) {
                lines.transferTo(out);
            }
        }
        out.write(bytes(line));
        out.flush();
    }

    private static byte[] bytes(Line line) throws IOException {
        var text = new java.io.StringWriter();
        try (JsonGenerator json = StrictJson.MAPPER.createGenerator(text)) {
            json.writeStartObject();
            line.write(json);
            json.writeEndObject();
        }
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        if (waiting != null) {
            waiting.close();
            Files.deleteIfExists(waitingFile);
        }
    }
}
