package io.videocatalog.cli;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemTranslator;

/** A command that is carried out as a request is: what the catalogue's rules refuse becomes a sentence. */
abstract class RequestCommand extends CatalogueCommand {

    abstract void carryOut();

    @Override
    protected final int run() {
        ManagedContext context = Arc.container().requestContext();
        context.activate(); // What a violated constraint means is asked of the session.
        try {
            carryOut();
        } catch (CommandFailure e) {
            throw e;
        } catch (RuntimeException e) {
            throw explained(e);
        } finally {
            context.terminate();
        }
        return 0;
    }

    private static RuntimeException explained(RuntimeException failure) {
        ProblemException problem = bean(ProblemTranslator.class).translate(failure);
        return problem.type().status() >= 500 ? failure : new CommandFailure(problem.getMessage() + ".");
    }

    static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }
}
