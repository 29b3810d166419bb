package io.videocatalog.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands that look after the database. */
@Command(name = "db", description = "Looks after the database: its tables and its backups.", synopsisSubcommandLabel = "COMMAND", //
        commandListHeading = "%nCommands:%n", subcommands = {DbStatusCommand.class, DbCurrentCommand.class, DbHistoryCommand.class, //
                DbUpgradeCommand.class, DbCheckCommand.class, DbMigrateCommand.class, BackupCommand.class, RestoreCommand.class})
final class DbCommand implements Runnable {

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
