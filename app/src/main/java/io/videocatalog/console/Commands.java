package io.videocatalog.console;

import io.quarkus.arc.Arc;

/** What snippets can call without more ado. */
public final class Commands {

    private Commands() {
    }

    /** Saves everything that has been done since the last commit. */
    public static void commit() {
        transaction().commit();
    }

    /** Undoes everything that has been done since the last commit, and reads the variables again. */
    public static void rollback() {
        transaction().rollback();
    }

    private static ConsoleTransaction transaction() {
        return Arc.container().instance(ConsoleTransaction.class).get();
    }
}
