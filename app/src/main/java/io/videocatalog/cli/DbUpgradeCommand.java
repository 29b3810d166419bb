package io.videocatalog.cli;

import picocli.CommandLine.Command;

/** Brings the tables up to date. */
@Command(name = "upgrade", description = {"Runs the scripts that the database has not seen; H2's file is copied before.",
        "The service does the same when it starts."})
final class DbUpgradeCommand extends TablesCommand {

    @Override
    protected int run() {
        migrations().upgrade(out()::println);
        return 0;
    }
}
