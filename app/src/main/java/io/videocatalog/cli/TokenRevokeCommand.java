package io.videocatalog.cli;

import io.videocatalog.model.Token;
import io.videocatalog.security.Caller;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Revokes a token. */
@Command(name = "revoke", description = "Has a token or session be refused from now on, by every replica.")
final class TokenRevokeCommand extends AccessCommand {

    @Parameters(paramLabel = "ID", description = "The token's id, which \"token list\" shows.")
    long id;

    @Override
    Runnable carryOutInTransaction() {
        Token token = Token.findById(id);
        if (token == null) {
            throw new CommandFailure("There is no token " + id + "; video-catalog token list shows all.");
        }
        Token.revoke(id);
        audit().record(Caller.operator(), "token-revoked", "/api/tokens/" + id, token.name);
        return () -> err().println("Revoked " + token.name + ".");
    }
}
