package io.videocatalog.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ProgressTest {

    private static final String NEW_LINE = "\r\033[K";

    private final StringWriter err = new StringWriter();
    private long now = 5_000;

    @Command
    static final class LongCommand {
        @Mixin
        Progress progress;
    }

    private Progress progress(boolean terminal, String... arguments) {
        Progress progress = new Progress(terminal, () -> now);
        LongCommand command = new LongCommand();
        command.progress = progress;
        new CommandLine(command).setErr(new PrintWriter(err)).parseArgs(arguments);
        return progress;
    }

    private void show(Progress progress, double seconds, long rows, double share, String more) {
        now = 5_000 + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        progress.show(rows, share, more);
    }

    @Test
    void draws_one_line_again_and_again_on_a_terminal() {
        Progress progress = progress(true);
        show(progress, 0, 0, 0, "");
        show(progress, 0.05, 10, 0.001, "");
        show(progress, 2, 40_000, 0.25, "17 rejected");
        show(progress, 4, 160_000, 1, "17 rejected");
        progress.clear();
        progress.clear();
        assertEquals(NEW_LINE + "[=====               ]  25 %  40,000 rows  20,000/s  17 rejected  0:06 left"
                + NEW_LINE + "[====================] 100 %  160,000 rows  40,000/s  17 rejected  0:00 left" + NEW_LINE, err.toString());
    }

    @Test
    void does_not_know_the_time_left_of_what_has_no_end_in_sight() {
        Progress progress = progress(true);
        show(progress, 0, 0, -1, "");
        show(progress, 1, 1_234, -1, "");
        assertEquals(NEW_LINE + "1,234 rows  1,234/s", err.toString());
    }

    @Test
    void prints_a_plain_line_now_and_then_where_there_is_no_terminal() {
        Progress progress = progress(false);
        for (int second = 0; second <= 25; second++) {
            show(progress, second, second * 100L, second / 100_000.0, "");
        }
        progress.clear();
        assertEquals("  0 %  1,000 rows  100/s  27:46:30 left" + System.lineSeparator()
                + "  0 %  2,000 rows  100/s  27:46:20 left" + System.lineSeparator(), err.toString());
    }

    @Test
    void is_silent_when_told_to_be() {
        Progress progress = progress(true, "--no-progress");
        show(progress, 0, 0, 0, "");
        show(progress, 100, 100, 0.5, "");
        progress.clear();
        assertEquals("", err.toString());
    }
}
