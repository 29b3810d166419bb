package io.videocatalog.http;

/** What the process does when it cannot go on. */
public final class ProcessHealth {

    private static final int OUT_OF_MEMORY = 3;

    private ProcessHealth() {
    }

    /** Ends a process that has run out of memory, so that its supervisor starts a sound one: this one would answer wrongly or not at all. */
    public static void exitIfOutOfMemory(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                Runtime.getRuntime().halt(OUT_OF_MEMORY);
            }
        }
    }
}
