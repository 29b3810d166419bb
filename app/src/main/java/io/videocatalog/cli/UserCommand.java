package io.videocatalog.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands that look after who may sign in. */
@Command(name = "user", description = "Looks after who may sign in.", synopsisSubcommandLabel = "COMMAND", //
        commandListHeading = "%nCommands:%n", subcommands = {UserAddCommand.class, UserListCommand.class, UserPasswordCommand.class})
final class UserCommand implements Runnable {

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
