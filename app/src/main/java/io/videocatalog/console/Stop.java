package io.videocatalog.console;

/** The wish to end the snippet that runs. Snippets look at it where they begin and wherever they repeat something. */
public final class Stop extends Error {

    private static volatile boolean wanted;

    private Stop() {
        super("stopped", null, false, false);
    }

    static void want(boolean stop) {
        wanted = stop;
    }

    static boolean isWanted() {
        return wanted;
    }

    /** Called by snippets. */
    public static void check() {
        if (wanted) {
            throw new Stop();
        }
    }
}
