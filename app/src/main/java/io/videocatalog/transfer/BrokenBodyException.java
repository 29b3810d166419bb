package io.videocatalog.transfer;

import java.io.IOException;

/** The body of an import cannot be read any further; the message says why, to the client. */
class BrokenBodyException extends IOException {

    BrokenBodyException(String message) {
        super(message);
    }
}
