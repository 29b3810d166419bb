package io.videocatalog.cli;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
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
                "143 SIGTERM, 141 the output cannot be written."})
// The only command that Quarkus does not find among the program's own classes.
@RegisterForReflection(targets = GenerateCompletion.class)
public final class VideoCatalog implements Callable<Integer> {

    private static final List<Class<?>> COMMANDS = List.of(ServeCommand.class, ImportCommand.class, ExportCommand.class,
            DbCommand.class, HistoryCommand.class, RevertCommand.class, UserCommand.class, TokenCommand.class, //
            ConsoleCommand.class, GenerateCompletion.class, WarmUpCommand.class);

    @Mixin
    DatabaseOption database;
    @Spec
    CommandSpec spec;

    private VideoCatalog() {
    }

    /**
     * Does what the arguments say; what goes wrong becomes a sentence on stderr.
     *
     * @return the exit code
     */
    public static int execute(String... arguments) {
        boolean isToServe = arguments.length == 0 || List.of("serve").equals(List.of(arguments));
        return isToServe ? serve() : commandLine(arguments).execute(arguments);
    }

    // To read a command line takes a tenth of a start.
    private static int serve() {
        PrintWriter err = printer(System.err);
        try {
            return ServeCommand.serve(err);
        } catch (RuntimeException e) {
            return Failure.explain(e, err);
        }
    }

    /** What executes these arguments, of which there is at least one. */
    static CommandLine commandLine(String... arguments) {
        CommandLine commandLine = new CommandLine(new VideoCatalog());
        commands(arguments).forEach(commandLine::addSubcommand);
        Optional.ofNullable(commandLine.getSubcommands().get("generate-completion")).ifPresent(VideoCatalog::describeCompletion);
        return commandLine.setOut(printer(System.out)).setErr(printer(System.err))
                .setExecutionExceptionHandler((failure, command, parsed) -> Failure.explain(failure, command.getErr()))
                .setParameterExceptionHandler(VideoCatalog::explainUsage).setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static PrintWriter printer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    // To read the annotations of all takes a fifth of a short command, so one that the first argument names is the only one.
    private static List<Class<?>> commands(String... arguments) {
        List<Class<?>> named = COMMANDS.stream().filter(command -> name(command).equals(arguments[0])).toList();
        return named.isEmpty() || named.contains(GenerateCompletion.class) ? COMMANDS : named;
    }

    private static void describeCompletion(CommandLine command) {
        command.getCommandSpec().usageMessage()
                .description("Prints a completion script for bash and zsh; use: source <(video-catalog generate-completion)");
    }

    private static String name(Class<?> command) {
        return command.getAnnotation(Command.class).name();
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
