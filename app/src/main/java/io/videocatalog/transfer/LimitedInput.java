package io.videocatalog.transfer;

import io.videocatalog.http.BulkInput;
import io.videocatalog.http.ProblemType;
import java.io.IOException;
import java.io.InputStream;

/** An input that may not be longer than a limit. */
final class LimitedInput extends BulkInput {

    private final long limit;
    private long length;

    LimitedInput(InputStream input, long limit) {
        super(input);
        this.limit = limit;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        int read = in.read(target, offset, count);
        length += Math.max(0, read);
        if (length > limit) {
            throw tooLarge(limit);
        }
        return read;
    }

    static BrokenInputException tooLarge(long limit) {
        return new BrokenInputException(ProblemType.CONTENT_TOO_LARGE,
                "An import may have " + limit + " bytes, as sent and as unpacked; send the rows in several");
    }
}
