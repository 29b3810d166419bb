package io.videocatalog.http;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What the process does when it cannot go on. */
public final class ProcessHealth {

    /** The code with which the JVM itself ends on {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int OUT_OF_MEMORY = 3;
    // Made while there is memory.
    private static final byte[] FAREWELL = "Memory has run out, so this process ends; give it more with -Xmx if that repeats.\n"
            .getBytes(StandardCharsets.US_ASCII);
    private static final FileOutputStream STDERR = new FileOutputStream(FileDescriptor.err);

    private ProcessHealth() {
    }

    /** Ends a process that has run out of memory, so that its supervisor starts a sound one: this one would answer wrongly or not at all. */
    public static void exitIfOutOfMemory(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                exit();
            }
        }
    }

    private static void exit() {
        try {
            STDERR.write(FAREWELL);
        } catch (IOException e) {
            // Nobody listens; what counts is to end.
        } finally {
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        }
    }
}
