package io.videocatalog.transfer;

import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import java.io.IOException;

/** The input of an import cannot be read any further; the message says why, to whoever sent it. */
public class BrokenInputException extends IOException {

    private final ProblemType type;

    public BrokenInputException(String message) {
        this(ProblemType.MALFORMED, message);
    }

    BrokenInputException(ProblemType type, String message) {
        super(message);
        this.type = type;
    }

    ProblemException problem() {
        return new ProblemException(type, getMessage());
    }
}
