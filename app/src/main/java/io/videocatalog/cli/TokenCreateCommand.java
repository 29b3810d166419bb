package io.videocatalog.cli;

import io.videocatalog.http.Fault;
import io.videocatalog.model.Role;
import io.videocatalog.model.Token;
import io.videocatalog.model.User;
import io.videocatalog.resource.EntityValidator;
import io.videocatalog.resource.Representation;
import io.videocatalog.security.Caller;
import io.videocatalog.security.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a token. */
@Command(name = "create", description = "Makes a token by which a program acts for a user, and prints it: this once.")
final class TokenCreateCommand extends AccessCommand {

    @Option(names = "--user", paramLabel = "EMAIL", required = true, description = "Whom it acts for.")
    String email;
    @Option(names = "--name", paramLabel = "NAME", required = true, description = "What it is called, so that you know which to revoke.")
    String name;
    @Option(names = "--scope", paramLabel = "ROLE", defaultValue = "viewer", description = {
            "The most that it may do, and never more than its user: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}."})
    Role scope;
    @Option(names = "--days", paramLabel = "DAYS", defaultValue = "90", description = "How long it is valid, at most 366. Default: ${DEFAULT-VALUE}.")
    int days;

    @Override
    Runnable carryOutInTransaction() {
        User user = user(email);
        Token token = Tokens.newToken(user, Token.Kind.PROGRAM, name, scope, Duration.ofDays(days));
        Tokens tokens = bean(Tokens.class);
        List<Fault> faults = new ArrayList<>(bean(EntityValidator.class).faults(new Representation<>(Token.class), token, List.of()));
        faults.addAll(tokens.faults(token, user.role, tokens.latestEnd(Caller.operator())));
        if (!faults.isEmpty()) {
            throw new CommandFailure(faults.stream().map(Fault::sentence).collect(Collectors.joining("; ")) + ".");
        }
        String secret = tokens.create(token, Caller.operator());
        return () -> out().println(secret);
    }
}
