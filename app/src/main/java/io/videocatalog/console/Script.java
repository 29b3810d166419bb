package io.videocatalog.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** Snippets from a pipe or a file. Each runs as soon as it is complete; the first that fails is the last. */
final class Script {

    /** What needs no look at the next line, so that whoever waits for the answer before writing on gets it. */
    private static final Pattern ENDED = Pattern.compile("(?!\\s*(if|for|while)\\b).*;\\s*", Pattern.DOTALL);
    /** A line that goes on with what the one before it could have ended. */
    private static final Pattern CONTINUATION = Pattern.compile("\\s*(\\.\\D|(else|catch|finally)\\b).*");
    private static final Pattern NOTHING = Pattern.compile("\\s*(//.*)?");
    /** JShell takes an assignment to a field for an expression; nobody wants to see its value. */
    private static final Pattern ASSIGNMENT = Pattern.compile("\\s*[\\w$.\\[\\]]+\\s*([-+*/%&|^]|<<|>>>?)?=(?!=).*", Pattern.DOTALL);

    private final BufferedReader lines;
    private final PrintStream out;
    private final PrintStream err;
    private final JShell shell;
    private final SourceCodeAnalysis analysis;
    private final ScriptFailure failures;
    private final Deque<String> ahead = new ArrayDeque<>();
    private int lineNumber;

    Script(BufferedReader lines, PrintStream out, PrintStream err) {
        this.lines = lines;
        this.out = out;
        shell = JShell.builder().executionEngine(SnippetRunnerProvider.NAME).compilerOptions("-classpath", ClassPath.ofSources()).build();
        analysis = shell.sourceCodeAnalysis();
        this.err = err;
        failures = new ScriptFailure(shell);
    }

    /** Whether all snippets succeeded. */
    boolean run() throws IOException {
        try (shell) {
            Imports.statements().forEach(shell::eval);
            return runLines();
        }
    }

    private boolean runLines() throws IOException {
        String pending = "";
        for (String line = next(); line != null; line = next()) {
            pending = pending.isBlank() ? line : pending + "\n" + line;
            CompletionInfo info = analysis.analyzeCompletion(pending);
            while (isComplete(info)) {
                if (!succeeds(info.source(), lineNumber - lineBreaks(pending))) {
                    return false;
                }
                pending = info.remaining();
                info = analysis.analyzeCompletion(pending);
            }
            pending = info.completeness() == Completeness.EMPTY ? "" : pending;
        }
        if (!pending.isBlank()) {
            err.println("line " + (lineNumber - 1 - lineBreaks(pending)) + ": the script ends before this is complete");
        }
        return pending.isBlank();
    }

    private String next() throws IOException {
        lineNumber++;
        return ahead.isEmpty() ? lines.readLine() : ahead.remove();
    }

    private boolean isComplete(CompletionInfo info) throws IOException {
        if (!info.completeness().isComplete() || info.completeness() == Completeness.EMPTY) {
            return false;
        }
        boolean ended = info.completeness() == Completeness.COMPLETE && ENDED.matcher(info.source()).matches();
        return ended || !info.remaining().isBlank() || !continues();
    }

    private boolean continues() throws IOException {
        while (ahead.isEmpty() || NOTHING.matcher(ahead.getLast()).matches()) {
            String line = lines.readLine();
            if (line == null) {
                return false;
            }
            ahead.add(line);
        }
        return CONTINUATION.matcher(ahead.getLast()).matches();
    }

    private static int lineBreaks(String source) {
        return (int) source.chars().filter(c -> c == '\n').count();
    }

    private boolean succeeds(String source, int line) {
        for (SnippetEvent event : shell.eval(source)) {
            if (event.causeSnippet() != null) {
                continue;
            }
            Optional<String> failure = failures.of(event, source, line);
            if (failure.isPresent()) {
                err.println(failure.get());
                return false;
            } else if (isResult(event)) {
                out.println(event.value());
            }
        }
        return true;
    }

    private static boolean isResult(SnippetEvent event) {
        Snippet.SubKind kind = event.snippet().subKind();
        boolean expression = kind == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND || kind == Snippet.SubKind.VAR_VALUE_SUBKIND
                || kind == Snippet.SubKind.OTHER_EXPRESSION_SUBKIND;
        return expression && event.value() != null
                && !ASSIGNMENT.matcher(event.snippet().source()).matches();
    }
}
