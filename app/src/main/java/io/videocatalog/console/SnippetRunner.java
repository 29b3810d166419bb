package io.videocatalog.console;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.SPIResolutionException;

/** Runs snippets on the thread that asks for it, which is that of the transaction. */
final class SnippetRunner extends DirectExecutionControl {

    private static final String ROLLED_BACK = "Rolled back: nothing since the last commit is saved.";
    private static final int MOST_FRAMES = 5;

    private final ConsoleTransaction transaction;
    private final Interruption interruption;

    SnippetRunner(SnippetLoader loader, ConsoleTransaction transaction) {
        super(loader);
        this.transaction = transaction;
        interruption = new Interruption(transaction);
        transaction.watch(loader::loaded);
    }

    @Override
    protected String invoke(Method snippet) throws Exception {
        interruption.begin();
        try {
            String result = ResultText.of(snippet.invoke(null), DirectExecutionControl::valueString);
            succeeded();
            return result;
        } catch (InvocationTargetException e) {
            throw failed(e.getCause());
        } catch (RuntimeException | Error e) {
            // The result cannot be put into words.
            throw failed(e);
        }
    }

    private void succeeded() {
        interruption.end();
        if (transaction.settle(false)) {
            System.err.println(ROLLED_BACK);
        }
    }

    private RunException failed(Throwable failure) {
        boolean stopped = interruption.end();
        Optional<String> refusal = Refusal.sentence(failure);
        boolean rolledBack = transaction.settle(refusal.isPresent());
        if (failure instanceof SPIResolutionException missing) {
            return new ResolutionException(missing.id(), frames(failure));
        } else if (stopped) {
            System.err.println(rolledBack ? "Stopped. " + ROLLED_BACK : "Stopped.");
            return new StoppedException();
        }
        Class<?> type = failure.getClass();
        String message = refusal.orElseGet(() -> SnippetLoader.withoutPrefix(String.valueOf(failure.getMessage())));
        return new UserException((rolledBack ? message + "\n" + ROLLED_BACK : message).replace("\n", "\n    "),
                refusal.isPresent() ? type.getSimpleName() : SnippetLoader.withoutPrefix(type.getName()), frames(failure));
    }

    // How the application got there says nothing to those who have typed the snippet.
    private static StackTraceElement[] frames(Throwable failure) {
        return Arrays.stream(failure.getStackTrace()).filter(frame -> frame.getClassName().startsWith(SnippetLoader.PACKAGE))
                .limit(MOST_FRAMES).toArray(StackTraceElement[]::new);
    }

    @Override
    public void stop() {
        interruption.stop();
    }
}
