package io.videocatalog.security;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.videocatalog.model.Token;
import io.videocatalog.operations.Chore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Takes away the tokens that let nobody in any more. */
@ApplicationScoped
class ExpiredTokens implements Chore {

    @Override
    public void carryOut() {
        QuarkusTransaction.requiringNew().run(() -> Token.delete("expiresAt < ?1", Instant.now()));
    }
}
