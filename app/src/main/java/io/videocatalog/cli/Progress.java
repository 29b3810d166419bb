package io.videocatalog.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How far a long command is, on stderr: a line that is drawn again and again on a terminal, elsewhere a line every ten
 * seconds, so that a short command leaves none in a log. A command has it as a mixin.
 */
final class Progress {

    private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int BAR = 20;
    private static final String TO_THE_START_AND_EMPTY = "\r\033[K";

    @Option(names = "--no-progress", description = "Does not tell on stderr how far it is.")
    boolean silent;
    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    private final boolean terminal;
    private final LongSupplier clock;
    private long start;
    private long last;
    private boolean started;
    private boolean drawn;

    /** The launcher tells whether stderr is a terminal, which Java cannot. */
    Progress() {
        this(Boolean.getBoolean("video-catalog.terminal"), System::nanoTime);
    }

    Progress(boolean terminal, LongSupplier clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    /**
     * Shows how far it is, now and then; may be called for every row. Rate and time left count from the first call.
     *
     * @param share how much of all the work is done, from 0 to 1; negative when nobody knows
     * @param more what else there is to tell, or empty
     */
    void show(long rows, double share, String more) {
        long now = clock.getAsLong();
        if (!started) {
            started = true;
            start = now;
            last = now;
        } else if (!silent && now - last >= (terminal ? REDRAW_NANOS : LINE_NANOS)) {
            last = now;
            print(line(rows, share, more, (now - start) / 1e9));
        }
    }

    private String line(long rows, double share, String more, double seconds) {
        String known = share < 0 ? "" : (terminal ? bar(share) : "") + String.format(Locale.ROOT, "%3.0f %%  ", share * 100);
        String left = share > 0 ? "  " + clock((long) (seconds / share * (1 - share))) + " left" : "";
        return known + String.format(Locale.ROOT, "%,d rows  %,.0f/s", rows, rows / seconds) + (more.isEmpty() ? "" : "  " + more) + left;
    }

    private static String bar(double share) {
        int full = (int) (Math.min(share, 1) * BAR);
        return "[" + "=".repeat(full) + " ".repeat(BAR - full) + "] ";
    }

    private static String clock(long seconds) {
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private void print(String line) {
        PrintWriter err = spec.commandLine().getErr();
        if (terminal) {
            err.print(TO_THE_START_AND_EMPTY + line);
            err.flush();
            drawn = true;
        } else {
            err.println(line);
        }
    }

    /** Takes the line off the terminal; call it before anything else is printed, and at the end. */
    void clear() {
        if (drawn) {
            drawn = false;
            spec.commandLine().getErr().print(TO_THE_START_AND_EMPTY);
            spec.commandLine().getErr().flush();
        }
    }
}
