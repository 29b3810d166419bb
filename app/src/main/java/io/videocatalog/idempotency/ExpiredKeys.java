package io.videocatalog.idempotency;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.videocatalog.db.Attempts;
import io.videocatalog.model.IdempotencyKey;
import io.videocatalog.operations.Chore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Takes away the answers that have been kept long enough. */
@ApplicationScoped
class ExpiredKeys implements Chore {

    @Inject
    Attempts attempts;

    @Override
    public void carryOut() {
        long deleted;
        do {
            deleted = attempts.call(() -> QuarkusTransaction.requiringNew().call(IdempotencyKey::deleteExpired));
        } while (deleted > 0);
    }
}
