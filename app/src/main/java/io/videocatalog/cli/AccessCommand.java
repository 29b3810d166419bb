package io.videocatalog.cli;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemTranslator;
import io.videocatalog.model.User;
import io.videocatalog.security.Audit;

/** A command about who is let in, which is one transaction. */
abstract class AccessCommand extends CatalogueCommand {

    /** Does the work; what the catalogue's rules refuse becomes a sentence. */
    abstract void carryOut();

    @Override
    protected final int run() {
        ManagedContext context = Arc.container().requestContext();
        context.activate(); // What a violated constraint means is asked of the session.
        try {
            QuarkusTransaction.requiringNew().run(this::carryOut);
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

    static Audit audit() {
        return bean(Audit.class);
    }

    static User user(String email) {
        return User.findByEmail(email)
                .orElseThrow(() -> new CommandFailure("There is no user " + email + "; video-catalog user list shows all."));
    }
}
