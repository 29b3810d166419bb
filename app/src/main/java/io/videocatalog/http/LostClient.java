package io.videocatalog.http;

import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;

/** Tells failures of the client's connection, which nobody here can mend, from our own. */
final class LostClient {

    private LostClient() {
    }

    /** Whether a request or an answer ended because the connection did, or because its chunks cannot be told apart. */
    static boolean caused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean chunks = cause instanceof NumberFormatException && String.valueOf(cause.getMessage()).contains("chunk size");
            if (chunks || cause instanceof HttpClosedException || failure instanceof IOException && cause instanceof ClosedChannelException) {
                return true;
            }
        }
        return false;
    }
}
