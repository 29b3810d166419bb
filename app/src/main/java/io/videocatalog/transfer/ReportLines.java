package io.videocatalog.transfer;

import io.videocatalog.http.StrictJson;
import io.videocatalog.http.StrictJson.Content;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * NDJSON lines, given by their members, on an output that may not be read before the whole body is sent. Many clients read
 * nothing while they send, so what does not surely fit into the connection's buffers waits in a file meanwhile.
 */
final class ReportLines implements Closeable {

    /** For an output that is surely read meanwhile. */
    static final long NO_BOUND = Long.MAX_VALUE;
    /** What fits into a connection's buffers. */
    static final long SURE_TO_FIT = 32 * 1024;
    private static final long PROGRESS_NANOS = 1_000_000_000L;

    private final OutputStream out;
    private final long fitting;
    private long sent;
    private Path waitingFile;
    private OutputStream waiting;
    private long lastProgress = System.nanoTime();

    /** @param fitting how many bytes can be written in any case */
    ReportLines(OutputStream out, long fitting) {
        this.out = out;
        this.fitting = fitting;
    }

    /** A line about a row. */
    void row(Content members) throws IOException {
        byte[] bytes = bytes(members);
        if (waiting == null && sent > fitting - bytes.length) {
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
    void progress(Content members) throws IOException {
        if (System.nanoTime() - lastProgress > PROGRESS_NANOS) {
            lastProgress = System.nanoTime();
            out.write(bytes(members));
            out.flush();
        }
    }

    /** The last line, behind everything that has been waiting. */
    void last(Content members) throws IOException {
        if (waiting != null) {
            waiting.close();
            try (InputStream lines = Files.newInputStream(waitingFile)) {
                lines.transferTo(out);
            }
        }
        out.write(bytes(members));
        out.flush();
    }

    private static byte[] bytes(Content members) {
        return StrictJson.bytes(json -> {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
            json.writeRaw('\n');
        });
    }

    @Override
    public void close() throws IOException {
        if (waiting != null) {
            waiting.close();
            Files.deleteIfExists(waitingFile);
        }
    }
}
