package io.videocatalog.transfer;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A body as it was before gzip; damage to it is the client's fault. */
final class GzipBody extends FilterInputStream {

    private static final int BUFFER = 1 << 16;

    GzipBody(InputStream compressed) throws IOException {
        super(open(compressed));
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
            return super.read(bytes, offset, length);
        } catch (ZipException | EOFException e) {
            throw new BrokenBodyException("The compressed body is damaged or ends too early");
        }
    }
}
