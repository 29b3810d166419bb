package io.videocatalog.console;

import java.util.Arrays;

/** Ends the snippet that runs, at the wish of another thread: the one that sees Ctrl-C. */
final class Interruption {

    private final ConsoleTransaction transaction;
    private Thread running;

    Interruption(ConsoleTransaction transaction) {
        this.transaction = transaction;
    }

    /** From now on the thread runs a snippet. */
    synchronized void begin() {
        Stop.want(false);
        running = Thread.currentThread();
    }

    synchronized void stop() {
        if (running == null) {
            return;
        }
        Stop.want(true);
        transaction.cancelQuery();
        if (waits(running)) {
            running.interrupt();
        }
    }

    // H2 closes the whole database when a thread is interrupted that reads or writes its file.
    private static boolean waits(Thread thread) {
        boolean waiting = thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
        return waiting && Arrays.stream(thread.getStackTrace()).noneMatch(frame -> frame.getClassName().startsWith("org.h2."));
    }

    /**
     * The thread has left the snippet.
     *
     * @return whether the snippet was to be stopped
     */
    synchronized boolean end() {
        boolean wanted = Stop.isWanted();
        Stop.want(false);
        Thread.interrupted();
        running = null;
        return wanted;
    }
}
