package io.videocatalog.cli;

import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.transfer.BrokenInputException;
import io.videocatalog.transfer.ImportCounts;
import io.videocatalog.transfer.ImportReport;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** A report that also draws how far the import is, ends it when asked to, and remembers how it ended. */
final class WatchedReport implements ImportReport {

    private final ImportReport report;
    private final ImportInput input;
    private final Progress progress;
    private ImportCounts counts;
    private ProblemException failure;
    private volatile boolean stopped;

    WatchedReport(ImportReport report, ImportInput input, Progress progress) {
        this.report = report;
        this.input = input;
        this.progress = progress;
    }

    @Override
    public void rejected(long line, List<Fault> faults) throws IOException {
        progress.clear();
        report.rejected(line, faults);
    }

    @Override
    public void truncated(long line, List<Fault> faults) throws IOException {
        progress.clear();
        report.truncated(line, faults);
    }

    @Override
    public void progress(ImportCounts now) throws IOException {
        counts = now;
        report.progress(now);
        progress.show(now.read(), input.share(),
                now.rejected() == 0 ? "" : String.format(Locale.ROOT, "%,d rejected", now.rejected()));
        if (stopped) {
            throw new BrokenInputException("Interrupted");
        }
    }

    @Override
    public void end(ImportCounts all, ProblemException reason) throws IOException {
        counts = all;
        failure = reason;
        progress.clear();
        report.end(all, reason);
    }

    /** Ends the import behind the batch that is being written, also while it waits for rows. */
    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    ImportCounts counts() {
        return counts;
    }

    /** What ended the import early, or null. */
    ProblemException failure() {
        return failure;
    }
}
