package io.videocatalog.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program as a command line; without a command it serves. */
@Command(name = "video-catalog", description = "A self-hosted video catalogue: serves its REST API, and looks after its data.", //
        mixinStandardHelpOptions = true, versionProvider = Version.class, scope = ScopeType.INHERIT, //
        synopsisSubcommandLabel = "[COMMAND]", commandListHeading = "%nCommands (without one it serves):%n", //
        optionListHeading = "%nOptions:%n", parameterListHeading = "%nParameters:%n", sortOptions = false, usageHelpWidth = 100, //
        footer = {"", "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but rows were rejected, 130 Ctrl-C,",
                "143 SIGTERM, 141 the output cannot be written."}, //
        subcommands = {ServeCommand.class, ImportCommand.class, ExportCommand.class, DbCommand.class, HistoryCommand.class,
                RevertCommand.class, UserCommand.class, TokenCommand.class, //
                ConsoleCommand.class, GenerateCompletion.class, WarmUpCommand.class})
public final class VideoCatalog implements Callable<Integer> {

    @Mixin
    DatabaseOption database;
    @Spec
    CommandSpec spec;

    private VideoCatalog() {
    }

    /** Ready to be executed; what goes wrong becomes a sentence on stderr and an exit code. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new VideoCatalog());
        commandLine.getSubcommands().get("generate-completion").getCommandSpec().usageMessage()
                .description("Prints a completion script for bash and zsh; use: source <(video-catalog generate-completion)");
        return commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((failure, command, parsed) -> Failure.explain(failure, command.getErr()))
                .setParameterExceptionHandler(VideoCatalog::explainUsage).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() {
        return ServeCommand.serve(spec.commandLine().getErr());
    }

    private static int explainUsage(CommandLine.ParameterException e, String[] arguments) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println(e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        err.println("See " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }
}
