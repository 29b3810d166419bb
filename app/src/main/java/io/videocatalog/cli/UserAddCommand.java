package io.videocatalog.cli;

import io.videocatalog.model.Role;
import io.videocatalog.model.Token;
import io.videocatalog.model.User;
import io.videocatalog.security.Caller;
import io.videocatalog.security.Tokens;
import io.videocatalog.user.Accounts;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds a user. */
@Command(name = "add", description = "Adds a user, the first administrator among others.")
final class UserAddCommand extends AccessCommand {

    private static final Duration TOKEN_LIFETIME = Duration.ofDays(90);

    @Parameters(paramLabel = "EMAIL", description = "The address to sign in with.")
    String email;
    @Option(names = "--name", paramLabel = "NAME", description = "The name as people know it. Default: the address up to its @.")
    String name;
    @Option(names = "--role", paramLabel = "ROLE", defaultValue = "viewer", description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    Role role;
    @Option(names = "--admin", description = "The same as --role admin.")
    boolean admin;
    @Option(names = "--edits-all", description = "Lets an editor write what belongs to others, too.")
    boolean editsAll;
    @Option(names = "--token", description = "Prints a token of the user's, valid for 90 days, and asks for no password.")
    boolean token;
    @Mixin
    NewPassword password;

    private Optional<String> chosen = Optional.empty();

    /** Asked for before the application starts. */
    @Override
    protected void configure() {
        super.configure();
        chosen = token && !password.fromStdin ? Optional.empty() : password.read();
    }

    @Override
    Runnable carryOutInTransaction() {
        User user = new User();
        user.email = email;
        user.name = name == null ? email.replaceFirst("@.*", "") : name;
        user.role = admin ? Role.ADMIN : role;
        user.editsAll = editsAll;
        bean(Accounts.class).create(user, chosen, Caller.operator());
        Optional<String> secret = token ? Optional.of(firstToken(user)) : Optional.empty();
        return () -> {
            secret.ifPresent(out()::println);
            err().println("Added " + user.email + " as " + user.role + ", id " + user.id
                    + (chosen.isEmpty() && !token ? ", without a password: set one with video-catalog user password " + user.email : "")
                    + ".");
        };
    }

    private static String firstToken(User user) {
        return bean(Tokens.class).create(Tokens.newToken(user, Token.Kind.PROGRAM, "first", user.role, TOKEN_LIFETIME), Caller.operator());
    }
}
