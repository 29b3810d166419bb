package io.videocatalog.security;

import io.videocatalog.model.Token;
import io.videocatalog.operations.Chore;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes away the tokens that let nobody in any more. */
@ApplicationScoped
class ExpiredTokens implements Chore {

    @Override
    public long carryOutPart() {
        return Token.deleteExpired();
    }
}
