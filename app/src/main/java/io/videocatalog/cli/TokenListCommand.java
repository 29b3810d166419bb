package io.videocatalog.cli;

import io.videocatalog.model.Token;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists tokens. */
@Command(name = "list", description = "Lists tokens and sessions: id, kind, scope, user, when it expires, when it was last used, name.")
final class TokenListCommand extends RequestCommand {

    @Option(names = "--user", paramLabel = "EMAIL", description = "Those of one user. Default: of all.")
    String email;

    @Override
    void carryOut() {
        List<Token> tokens = email == null
                ? Token.list("from Token t join fetch t.user order by t.id")
                : Token.list("from Token t join fetch t.user where t.user = ?1 order by t.id", AccessCommand.user(email));
        for (Token token : tokens) {
            out().printf(Locale.ROOT, "%-6d  %-7s  %-6s  %s  %s  %s  %s%n", token.id, token.kind, token.scope,
                    token.user.email, token.expiresAt, token.lastUsedAt == null ? "never" : token.lastUsedAt, token.name);
        }
    }
}
