package io.videocatalog.http;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;

/** Tells a client that has gone, or has been sent away for being too slow, from a failure of the server. */
final class LostConnection {

    private LostConnection() {
    }

    static boolean isCauseOf(Throwable failure) {
        // What is behind a failure of the database is its own lost connection.
        for (Throwable cause = failure; cause != null && !(cause instanceof SQLException); cause = cause.getCause()) {
            boolean closed = cause instanceof HttpClosedException || cause instanceof ClosedChannelException
                    || cause instanceof StreamResetException;
            String message = String.valueOf(cause.getMessage());
            if (closed || cause instanceof IOException
                    && message.matches("Read timed out|Connection reset.*|Broken pipe|.*[Cc]onnection.* closed.*")) {
                return true;
            }
        }
        return false;
    }
}
