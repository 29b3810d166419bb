package io.videocatalog.cli;

import io.videocatalog.http.BulkInput;
import io.videocatalog.resource.Representation;
import io.videocatalog.transfer.BrokenInputException;
import io.videocatalog.transfer.Format;
import io.videocatalog.transfer.GzipInput;
import io.videocatalog.transfer.RowSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The rows of a file or of stdin, from a certain line on. */
final class ImportInput implements RowSource {

    private final Counted input;
    private final long size;
    private final long from;
    private final RowSource rows;

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

    @Override
    public Optional<Row> next() throws IOException {
        Optional<Row> row = rows.next();
        while (row.isPresent() && row.get().line() < from) {
            row = rows.next();
        }
        return row;
    }

    private static final class Counted extends BulkInput {

        /** One thread reads and another one looks. */
        private volatile long count;

        Counted(InputStream input) {
            super(input);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                int read = in.read(target, offset, length);
                count += Math.max(0, read);
                return read;
            } catch (IOException e) {
                throw new BrokenInputException("The input cannot be read any further (" + e.getMessage() + ")");
            }
        }
    }
}
