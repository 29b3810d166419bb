package io.videocatalog.console;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;

/** Finds out which line of a script failed, and why. */
final class ScriptFailure {

    private final JShell shell;
    /** Where the snippets begin, by the name that stack traces have for them. */
    private final Map<String, Integer> firstLines = new HashMap<>();

    ScriptFailure(JShell shell) {
        this.shell = shell;
    }

    /**
     * What to tell whoever has written the snippet, if it failed.
     *
     * @param given the text in which the snippet was found, and {@code line} where that begins
     */
    Optional<String> of(SnippetEvent event, String given, int line) {
        Snippet snippet = event.snippet();
        int first = line + lineBreaks(given, given.indexOf(snippet.source()));
        firstLines.put("#" + snippet.id(), first);
        if (event.exception() instanceof EvalException exception) {
            return Optional.of(at(first, exception));
        } else if (event.exception() instanceof UnresolvedReferenceException exception) {
            return Optional.of(unresolved(exception.getSnippet(), first));
        } else if (event.status() == Snippet.Status.REJECTED) {
            return Optional.of(shell.diagnostics(snippet).filter(Diag::isError).map(error -> at(first, error, snippet.source()))
                    .collect(Collectors.joining("\n")));
        } else if (!event.status().isDefined() && snippet.kind() == Snippet.Kind.VAR) {
            return Optional.of(unresolved((DeclarationSnippet) snippet, first));
        }
        return Optional.empty();
    }

    private String at(int first, EvalException exception) {
        int line = exception.getStackTrace().length == 0 ? first : line(exception.getStackTrace()[0], first);
        String message = exception.getMessage() == null ? "" : ": " + exception.getMessage();
        return "line " + line + ": " + exception.getExceptionClassName() + message;
    }

    private int line(StackTraceElement frame, int otherwise) {
        Integer first = firstLines.get(frame.getFileName());
        return first == null ? otherwise : first + frame.getLineNumber() - 1;
    }

    private String unresolved(DeclarationSnippet snippet, int line) {
        String missing = shell.unresolvedDependencies(snippet).collect(Collectors.joining(", "));
        return "line " + line + ": " + snippet.name() + " needs what is not declared: " + missing;
    }

    private static String at(int first, Diag error, String source) {
        int position = (int) Math.max(0, error.getPosition());
        int lineStart = source.lastIndexOf('\n', position - 1) + 1;
        String line = source.substring(lineStart).lines().findFirst().orElse("");
        String message = error.getMessage(null).replaceAll("\\R\\s*location:.*", "").replaceAll("\\R\\s*symbol:\\s*", ": ")
                .replaceAll("\\s*\\R\\s*", "; ");
        return "line " + (first + lineBreaks(source, position)) + ": " + message + "\n    " + line + "\n    "
                + " ".repeat(position - lineStart) + "^";
    }

    private static int lineBreaks(String text, int end) {
        return (int) text.substring(0, Math.max(0, end)).chars().filter(c -> c == '\n').count();
    }
}
