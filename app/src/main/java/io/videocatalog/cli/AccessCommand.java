package io.videocatalog.cli;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.videocatalog.model.User;
import io.videocatalog.security.Audit;

/** A command about who is let in, which is one transaction. */
abstract class AccessCommand extends RequestCommand {

    /** Does it, and returns what tells of it once it is committed. */
    abstract Runnable carryOutInTransaction();

    @Override
    final void carryOut() {
        QuarkusTransaction.requiringNew().call(this::carryOutInTransaction).run();
    }

    static Audit audit() {
        return bean(Audit.class);
    }

    static User user(String email) {
        return User.findByEmail(email)
                .orElseThrow(() -> new CommandFailure("There is no user " + email + "; video-catalog user list shows all."));
    }
}
