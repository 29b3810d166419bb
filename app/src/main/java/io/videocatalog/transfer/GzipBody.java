package io.videocatalog.transfer;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A body as it was before gzip, however many members it has (RFC 1952, 2.2); damage to it is the client's fault. */
final class GzipBody extends FilterInputStream {

    private static final int BUFFER = 1 << 16;

    private final Compressed compressed;

    GzipBody(InputStream body) throws IOException {
        this(new Compressed(body));
    }

    private GzipBody(Compressed compressed) throws IOException {
        super(open(compressed));
        this.compressed = compressed;
    }

    private static InputStream open(InputStream compressed) throws IOException {
        try {
            return new GZIPInputStream(compressed, BUFFER);
        } catch (ZipException | EOFException e) {
            throw new BrokenBodyException("The body is not gzip, as Content-Encoding says");
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int count = super.read(bytes, offset, length);
            if (count < 0 && compressed.available() > 0) {
                throw new ZipException("no member follows, but bytes do");
            }
            return count;
        } catch (ZipException | EOFException e) {
            throw new BrokenBodyException("The compressed body is damaged or ends too early");
        }
    }

    /** GZIPInputStream looks for another member only where bytes are known to be available, so this waits until it knows. */
    private static final class Compressed extends PushbackInputStream {

        Compressed(InputStream body) {
            super(body);
        }

        @Override
        public int available() throws IOException {
            int next = read();
            if (next < 0) {
                return 0;
            }
            unread(next);
            return 1;
        }
    }
}
