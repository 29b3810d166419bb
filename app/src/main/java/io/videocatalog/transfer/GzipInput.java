package io.videocatalog.transfer;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** An input as it was before gzip, however many members it has (RFC 1952, 2.2); damage to it is the fault of whoever sent it. */
public final class GzipInput extends FilterInputStream {

    private static final int BUFFER = 1 << 16;

    private final Compressed compressed;

    /** The input as it is, or as it was before gzip when its first bytes say that it is compressed. */
    public static InputStream unpacked(InputStream input) throws IOException {
        PushbackInputStream peeked = new PushbackInputStream(input, 2);
        byte[] magic = peeked.readNBytes(2);
        peeked.unread(magic);
        return magic.length == 2 && magic[0] == 0x1F && magic[1] == (byte) 0x8B ? new GzipInput(peeked) : peeked;
    }

    GzipInput(InputStream input) throws IOException {
        this(new Compressed(input));
    }

    private GzipInput(Compressed compressed) throws IOException {
        super(open(compressed));
        this.compressed = compressed;
    }

    private static InputStream open(InputStream compressed) throws IOException {
        try {
            return new GZIPInputStream(compressed, BUFFER);
        } catch (ZipException | EOFException e) {
            throw new BrokenInputException("The input is not gzip");
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
            throw new BrokenInputException("The compressed input is damaged or ends too early");
        }
    }

    /** GZIPInputStream looks for another member only where bytes are known to be available, so this waits until it knows. */
    private static final class Compressed extends PushbackInputStream {

        Compressed(InputStream input) {
            super(input);
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
