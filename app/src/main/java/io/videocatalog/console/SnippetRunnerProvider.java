package io.videocatalog.console;

import io.quarkus.arc.Arc;
import java.util.Map;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** Lets JShell find what runs its snippets inside the application. */
public final class SnippetRunnerProvider implements ExecutionControlProvider {

    static final String NAME = "catalogue";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
        SnippetLoader loader = new SnippetLoader(ConsoleTransaction.class.getClassLoader());
        return new SnippetRunner(loader, Arc.container().instance(ConsoleTransaction.class).get());
    }
}
