package io.videocatalog.transfer;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import io.videocatalog.http.HttpSettings;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.RequestEnd;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets only so many imports and exports run at once, so that slow ones leave threads for everybody else. */
@ApplicationScoped
class TransferGate {

    private final Semaphore places;

    @Inject
    CurrentVertxRequest request;

    @Inject
    TransferGate(HttpSettings settings) {
        places = new Semaphore(settings.maxTransfers());
    }

    /** A place for this request's transfer, or a problem when there is none. */
    Place enter() {
        if (!places.tryAcquire()) {
            throw ProblemException.unavailable("Too many imports and exports are running; send the request again later");
        }
        Place place = new Place(request.getCurrent());
        RequestEnd.of(request.getCurrent(), place::leaveUnused);
        return place;
    }

    /** Is free again when the transfer is over, or when the request is and has not begun one, as a HEAD does not. */
    final class Place {

        private final AtomicBoolean used = new AtomicBoolean();
        private final RoutingContext taker;

        private Place(RoutingContext taker) {
            this.taker = taker;
        }

        StreamingOutput during(StreamingOutput transfer) {
            return out -> {
                if (!used.compareAndSet(false, true)) {
                    return;
                }
                try {
                    transfer.write(out);
                } catch (IOException | RuntimeException e) {
                    if (taker.response().headWritten()) {
                        RequestEnd.breakOff(taker);
                    }
                    throw e;
                } finally {
                    places.release();
                }
            };
        }

        private void leaveUnused() {
            if (used.compareAndSet(false, true)) {
                places.release();
            }
        }
    }
}
