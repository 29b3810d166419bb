package io.videocatalog.cli;

import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.transfer.ImportCounts;
import io.videocatalog.transfer.ImportReport;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** A report that also draws how far the import is, and remembers how it ended. */
final class WatchedReport implements ImportReport {

    private final ImportReport report;
    private final ImportInput input;
    private final Progress progress;
    private ImportCounts counts;
    private ProblemException failure;

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
        report.progress(now);
        progress.show(now.read(), input.share(),
                now.rejected() == 0 ? "" : String.format(Locale.ROOT, "%,d rejected", now.rejected()));
    }

    @Override
    public void end(ImportCounts all, ProblemException reason) throws IOException {
        counts = all;
        failure = reason;
        progress.clear();
        report.end(all, reason);
    }

    ImportCounts counts() {
        return counts;
    }

    /** What ended the import early, or null. */
    ProblemException failure() {
        return failure;
    }
}
