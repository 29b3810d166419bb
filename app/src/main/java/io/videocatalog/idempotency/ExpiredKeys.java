package io.videocatalog.idempotency;

import io.videocatalog.model.IdempotencyKey;
import io.videocatalog.operations.Chore;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes away the answers that have been kept long enough. */
@ApplicationScoped
class ExpiredKeys implements Chore {

    @Override
    public long carryOutPart() {
        return IdempotencyKey.deleteExpired();
    }
}
