package io.videocatalog.transfer;

import io.videocatalog.http.BulkInput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** An input as it was before gzip, however many members it has (RFC 1952, 2.2); damage to it is the fault of whoever sent it. */
public final class GzipInput extends BulkInput {

    private static final int BUFFER = 1 << 16;

    private final Members members;

    /** The input as it is, or as it was before gzip when its first bytes say that it is compressed. */
    public static InputStream unpacked(InputStream input) throws IOException {
        PushbackInputStream peeked = new PushbackInputStream(input, 2);
        byte[] magic = peeked.readNBytes(2);
        peeked.unread(magic);
        return magic.length == 2 && magic[0] == 0x1F && magic[1] == (byte) 0x8B ? new GzipInput(peeked) : peeked;
    }

    GzipInput(InputStream input) throws IOException {
        this(open(input));
    }

    private GzipInput(Members members) {
        super(members);
        this.members = members;
    }

    private static Members open(InputStream input) throws IOException {
        try {
            return new Members(new Compressed(input));
        } catch (ZipException | EOFException e) {
            throw new BrokenInputException("The input is not gzip");
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int count = in.read(bytes, offset, length);
            if (count < 0) {
                members.requireEnd();
            }
            return count;
        } catch (ZipException | EOFException e) {
            throw new BrokenInputException("The compressed input is damaged or ends too early");
        }
    }

    /**
     * Of bytes behind a member that begin no other, and since Java 23 of a failure to read any there, GZIPInputStream only says that the
     * input has ended. It calls itself for the next member where one has no content.
     */
    private static final class Members extends GZIPInputStream {

        /** The bytes that a member has behind its content. */
        private static final int TRAILER = 8;
        private static final int MOST_EMPTY = 500;

        private final Compressed compressed;
        /** How many members without content have come one after the other. */
        private int empty = -1;
        /** How many bytes had come when the content was last asked for some. */
        private long before;

        Members(Compressed compressed) throws IOException {
            super(compressed, BUFFER);
            this.compressed = compressed;
        }

        @Override
        protected void fill() throws IOException {
            super.fill();
            before = compressed.count;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (++empty > MOST_EMPTY) {
                throw new ZipException("too many members without content");
            }
            int count = super.read(bytes, offset, length);
            empty = -1;
            return count;
        }

        /** Throws what has kept the input from being read to its end, or that there are bytes behind the last member. */
        void requireEnd() throws IOException {
            if (compressed.failure != null) {
                throw compressed.failure;
            }
            if (inf.getRemaining() + compressed.count - before > TRAILER) {
                throw new ZipException("no member follows, but bytes do");
            }
        }
    }

    /** Before Java 23, GZIPInputStream looks for another member only where bytes are known to be available, so this waits until it knows. */
    private static final class Compressed extends BulkInput {

        private long count;
        /** Why no more can be read; null while more can. */
        private IOException failure;

        Compressed(InputStream input) {
            super(new PushbackInputStream(input));
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                int read = in.read(bytes, offset, length);
                count += Math.max(read, 0);
                return read;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public int available() throws IOException {
            int next = in.read();
            if (next >= 0) {
                ((PushbackInputStream) in).unread(next);
            }
            return next < 0 ? 0 : 1;
        }
    }
}
