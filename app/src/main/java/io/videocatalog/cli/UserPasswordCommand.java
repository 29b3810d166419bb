package io.videocatalog.cli;

import io.videocatalog.security.Caller;
import io.videocatalog.user.Accounts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Gives a user another password. */
@Command(name = "password", description = "Gives a user another password, and revokes all of the user's sessions and tokens.")
final class UserPasswordCommand extends AccessCommand {

    @Parameters(paramLabel = "EMAIL", description = "The user's address.")
    String email;
    @Mixin
    NewPassword password;

    private String chosen;

    /** Asked for before the application starts. */
    @Override
    protected void configure() {
        super.configure();
        chosen = password.read()
                .orElseThrow(
                        () -> new CommandFailure("There is no password; type one on a terminal, or pipe it in with --password-stdin."));
    }

    @Override
    Runnable carryOutInTransaction() {
        bean(Accounts.class).changePassword(user(email), chosen, Caller.operator());
        return () -> err().println("Changed the password of " + email + ", whose sessions and tokens are revoked.");
    }
}
