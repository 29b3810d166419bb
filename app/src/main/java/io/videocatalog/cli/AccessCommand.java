package io.videocatalog.cli;

import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemTranslator;
import io.videocatalog.http.ProblemType;
import io.videocatalog.model.User;
import io.videocatalog.security.Audit;
import java.util.concurrent.Callable;

/** A command about who is let in, which is one transaction. */
abstract class AccessCommand extends CatalogueCommand {

    /** Does the work; what the catalogue's rules refuse becomes a sentence. */
    abstract void carryOut();

    @Override
    protected final int run() {
        inTransaction(() -> {
            carryOut();
            return null;
        });
        return 0;
    }

    private static <T> T inTransaction(Callable<T> work) {
        try {
            return QuarkusTransaction.requiringNew().call(work);
        } catch (CommandFailure e) {
            throw e;
        } catch (RuntimeException e) {
            ProblemException problem = bean(ProblemTranslator.class).translate(e);
            if (problem.type() == ProblemType.INTERNAL || problem.type().status() >= 500) {
                throw e;
            }
            throw new CommandFailure(problem.getMessage() + ".");
        }
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
