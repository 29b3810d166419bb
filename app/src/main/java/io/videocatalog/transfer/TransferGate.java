package io.videocatalog.transfer;

import io.videocatalog.http.HttpSettings;
import io.videocatalog.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Semaphore;

/** Lets only so many imports and exports run at once, so that slow ones leave threads for everybody else. */
@ApplicationScoped
class TransferGate {

    private final Semaphore places;

    @Inject
    TransferGate(HttpSettings settings) {
        places = new Semaphore(settings.maxTransfers());
    }

    void enter() {
        if (!places.tryAcquire()) {
            throw ProblemException.unavailable("Too many imports and exports are running; send the request again later");
        }
    }

    void leave() {
        places.release();
    }
}
