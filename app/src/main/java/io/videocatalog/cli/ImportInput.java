package io.videocatalog.cli;

import io.videocatalog.resource.Representation;
import io.videocatalog.transfer.BrokenInputException;
import io.videocatalog.transfer.Format;
import io.videocatalog.transfer.GzipInput;
import io.videocatalog.transfer.RowSource;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The rows of a file or of stdin, from a certain line on and until they are no longer wanted. */
final class ImportInput implements RowSource, Closeable {

    private final Counted input;
    private final long size;
    private final long from;
    private final RowSource rows;
    private volatile boolean stopped;

    ImportInput(String file, Format format, Representation<?> representation, long from) throws IOException {
        boolean stdin = file.equals("-");
        size = stdin ? -1 : Files.size(Path.of(file));
        input = new Counted(stdin ? System.in : Files.newInputStream(Path.of(file)));
        this.from = from;
        rows = RowSource.open(format, GzipInput.unpacked(input), representation);
    }

    /** How much of the input has been read, from 0 to 1; negative when its size is not known. */
    double share() {
        return size > 0 ? (double) input.count / size : -1;
    }

    /** Has the input end with an exception behind the row that is being read. */
    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    @Override
    public Optional<Row> next() throws IOException {
        Optional<Row> row = rows.next();
        while (row.isPresent() && row.get().line() < from) {
            row = rows.next();
        }
        if (stopped) {
            throw new BrokenInputException("Interrupted");
        }
        return row;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    private static final class Counted extends FilterInputStream {

        private long count;

        Counted(InputStream input) {
            super(input);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
