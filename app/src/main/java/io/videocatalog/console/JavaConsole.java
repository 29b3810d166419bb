package io.videocatalog.console;

import io.quarkus.arc.Arc;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A session of Java snippets on the catalogue, by hand or from a pipe. */
public final class JavaConsole {

    private static final String UNSAVED = "Not saved: what was done since the last commit() is undone.";

    private JavaConsole() {
    }

    /** @return the exit code */
    public static int run() throws Exception {
        ConsoleTransaction transaction = Arc.container().instance(ConsoleTransaction.class).get();
        transaction.open();
        return System.console() == null ? runScript(transaction) : runPrompt(transaction);
    }

    private static int runPrompt(ConsoleTransaction transaction) throws Exception {
        System.out.println("commit() saves, rollback() undoes, Tab completes, /help helps, Ctrl-D leaves.");
        int code = Prompt.run();
        if (transaction.close()) {
            System.err.println(UNSAVED);
        }
        return code;
    }

    private static int runScript(ConsoleTransaction transaction) throws IOException {
        // Whatever the locale, as export does; System.out is what snippets print to.
        System.setOut(utf8(FileDescriptor.out));
        System.setErr(utf8(FileDescriptor.err));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        boolean succeeded = new Script(lines, System.out, System.err).run();
        boolean unsaved = transaction.close();
        if (unsaved) {
            System.err.println(UNSAVED);
        }
        return succeeded && !unsaved ? 0 : 1;
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
