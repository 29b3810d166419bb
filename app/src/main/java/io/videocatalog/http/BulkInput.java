package io.videocatalog.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An input of which one byte is read as many are, so that who watches it has only that one method to override. */
public abstract class BulkInput extends FilterInputStream {

    protected BulkInput(InputStream input) {
        super(input);
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public abstract int read(byte[] target, int offset, int length) throws IOException;
}
