package io.videocatalog.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A password that is typed without being shown, or piped in: never an argument, which other users of the machine could read. */
final class NewPassword {

    @Option(names = "--password-stdin", description = "Reads the password from the first line of stdin instead of asking for it.")
    boolean fromStdin;

    /** What was typed or piped; nothing where nobody can be asked, or Enter was the answer. */
    Optional<String> read() {
        Console console = System.console();
        if (fromStdin) {
            return Optional.of(firstLine());
        } else if (console == null) {
            return Optional.empty();
        }
        char[] typed = console.readPassword("Password (Enter for none): ");
        if (typed == null || typed.length == 0) {
            return Optional.empty();
        }
        if (!new String(typed).equals(new String(console.readPassword("Once more: ")))) {
            throw new CommandFailure("The two passwords differ; nothing was changed.");
        }
        return Optional.of(new String(typed));
    }

    private static String firstLine() {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (line == null) {
                throw new CommandFailure("There is no password on stdin; nothing was changed.");
            }
            return line;
        } catch (IOException e) {
            throw new CommandFailure("stdin cannot be read: " + FileReason.of(e) + ".");
        }
    }
}
