package io.videocatalog.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** An input of UTF-8 text, of which no single row may be longer than {@link RowSource#MAX_ROW}. */
final class TextInput extends FilterInputStream {

    private long sinceRow;

    TextInput(InputStream input) {
        super(input);
    }

    /** The text, without a byte order mark; malformed UTF-8 ends it with an exception. */
    Reader reader() throws IOException {
        PushbackReader reader = new PushbackReader(new InputStreamReader(this,
                StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        int first = reader.read();
        if (first >= 0 && first != '\uFEFF') {
            reader.unread(first);
        }
        return reader;
    }

    /** Tells that a row has ended. */
    void rowRead() {
        sinceRow = 0;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        sinceRow += count;
        if (sinceRow > RowSource.MAX_ROW) {
            throw new BrokenInputException("A row is longer than " + RowSource.MAX_ROW + " bytes");
        }
        return count;
    }
}
