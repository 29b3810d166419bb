package io.videocatalog.http;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;

/** Keeps clients from occupying a thread by sending the body that it reads slowly. */
@ApplicationScoped
public class Reception {

    /** What must come, at least, while the server has waited for as long as the receive timeout. */
    private static final int LEAST_BYTES = 1024;
    private static final long CHECK_MILLIS = 500;

    @Inject
    HttpSettings settings;
    @Inject
    CurrentVertxRequest current;

    /** The body of the request at hand; a client that stalls or drips loses its connection, and reading fails. */
    public InputStream watch(InputStream body) {
        RoutingContext request = current.getCurrent();
        HttpConnection connection = request.request().connection();
        Watched watched = new Watched(body, settings.receiveTimeout().toNanos());
        long timer = request.vertx().setPeriodic(CHECK_MILLIS, tick -> {
            if (watched.isTooSlow()) {
                connection.close();
            }
        });
        RequestEnd.of(request, () -> request.vertx().cancelTimer(timer));
        return watched;
    }

    /** Counts bytes, and the time that passes while somebody waits for them: what the server does between reads is not the client's fault. */
    private static final class Watched extends BulkInput {

        private final long patience;
        private long waited;
        private long waitingSince;
        private boolean waiting;
        private long bytes;

        Watched(InputStream body, long patience) {
            super(body);
            this.patience = patience;
        }

        synchronized boolean isTooSlow() {
            return waited + (waiting ? System.nanoTime() - waitingSince : 0) > patience;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            begin();
            int count = -1;
            try {
                count = in.read(target, offset, length);
                return count;
            } finally {
                end(count);
            }
        }

        private synchronized void begin() {
            waiting = true;
            waitingSince = System.nanoTime();
        }

        private synchronized void end(int count) {
            waiting = false;
            waited += System.nanoTime() - waitingSince;
            bytes += Math.max(0, count);
            if (bytes >= LEAST_BYTES) {
                bytes = 0;
                waited = 0;
            }
        }

        // The stream beneath would read on to the end of the body, which nobody waits for.
        @Override
        public void close() {
        }
    }
}
