package io.videocatalog.transfer;

import java.io.IOException;

/** The input of an import cannot be read any further; the message says why, to whoever sent it. */
public class BrokenInputException extends IOException {

    public BrokenInputException(String message) {
        super(message);
    }
}
