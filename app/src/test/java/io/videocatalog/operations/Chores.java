package io.videocatalog.operations;

import io.quarkus.narayana.jta.QuarkusTransaction;

/** Carries chores out, as is done once an hour. */
public final class Chores {

    private Chores() {
    }

    public static void carryOut(Chore chore) {
        while (QuarkusTransaction.requiringNew().call(chore::carryOutPart) > 0) {
            // The next part.
        }
    }
}
