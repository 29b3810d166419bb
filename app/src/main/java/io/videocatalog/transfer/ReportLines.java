package io.videocatalog.transfer;

import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.http.StrictJson;
import io.videocatalog.http.StrictJson.Content;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * NDJSON lines, given by their members, on an output that may not be read before the whole body is sent. Many clients read
 * nothing while they send, so what does not surely fit into the connection's buffers waits in a file meanwhile.
 */
final class ReportLines implements Closeable {

    /** What fits into a connection's buffers. */
    private static final long SURE_TO_FIT = 32 * 1024;
    private static final long PROGRESS_NANOS = 1_000_000_000L;

    private static final Logger LOG = Logger.getLogger(ReportLines.class);

    private final OutputStream out;
    private final long fitting;
    private final BooleanSupplier full;
    private long sent;
    private Path waitingFile;
    private OutputStream waiting;
    /** How many bytes of the file are whole lines; behind them can be a part of one for which there was no room. */
    private long whole;
    private long lastProgress = System.nanoTime();

    private ReportLines(OutputStream out, long fitting, BooleanSupplier full) {
        this.out = out;
        this.fitting = fitting;
        this.full = full;
    }

    /** To a client that may not read before it has sent all; while its connection's buffers are full nothing may be written. */
    static ReportLines toClient(OutputStream out, BooleanSupplier full) {
        return new ReportLines(out, SURE_TO_FIT, full);
    }

    /** To an output that is surely read meanwhile. */
    static ReportLines to(OutputStream out) {
        return new ReportLines(out, Long.MAX_VALUE, () -> false);
    }

    /** A line about a row. */
    void row(Content members) throws IOException {
        byte[] bytes = bytes(members);
        if (waiting == null && (sent > fitting - bytes.length || full.getAsBoolean())) {
            waitInFile();
        }
        if (waiting == null) {
            sent += bytes.length;
            out.write(bytes);
        } else {
            try {
                waiting.write(bytes);
                whole += bytes.length;
            } catch (IOException e) {
                throw fileFailure(e);
            }
        }
    }

    private void waitInFile() {
        try {
            waitingFile = Files.createTempFile("video-catalog-import-", ".ndjson");
            waiting = Files.newOutputStream(waitingFile);
        } catch (IOException e) {
            throw fileFailure(e);
        }
    }

    // Unlike a failure of the connection, it is to be told to the client and in the log.
    private static ProblemException fileFailure(IOException e) {
        LOG.warnf("The report of an import cannot be kept in a temporary file: %s", e);
        return new ProblemException(ProblemType.STORAGE_FULL, "The server has no room for a temporary file");
    }

    /** A line about how far the import is, at most once a second. It also keeps the connection from looking idle. */
    void progress(Content members) throws IOException {
        if (System.nanoTime() - lastProgress > PROGRESS_NANOS && !full.getAsBoolean()) {
            lastProgress = System.nanoTime();
            out.write(bytes(members));
            out.flush();
        }
    }

    /** The last line, behind everything that has been waiting. */
    void last(Content members) throws IOException {
        if (waiting != null) {
            waiting.close();
            try (FileChannel file = FileChannel.open(waitingFile, StandardOpenOption.WRITE)) {
                file.truncate(whole);
            }
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
