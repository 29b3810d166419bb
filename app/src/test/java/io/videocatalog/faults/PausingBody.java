package io.videocatalog.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Rows for an import, with a pause before each of some pieces: slow as a whole, but never for long without progress. */
final class PausingBody extends InputStream {

    static final int PIECES = 5;
    static final int ROWS = 100;
    private static final byte[] PIECE = "{\"name\":\"paused\",\"description\":\"d\"}\n".repeat(ROWS).getBytes(StandardCharsets.US_ASCII);

    private int sent;

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (sent == PIECES * PIECE.length) {
            return -1;
        }
        if (sent % PIECE.length == 0) {
            pause();
        }
        int count = Math.min(length, PIECE.length - sent % PIECE.length);
        System.arraycopy(PIECE, sent % PIECE.length, target, offset, count);
        sent += count;
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(2000);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
