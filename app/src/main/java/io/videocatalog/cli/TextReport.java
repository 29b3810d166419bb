package io.videocatalog.cli;

import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.transfer.ImportCounts;
import io.videocatalog.transfer.ImportOptions;
import io.videocatalog.transfer.ImportReport;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The report of an import for people. */
final class TextReport implements ImportReport {

    private final PrintWriter out;
    private final ImportOptions options;
    private final long start = System.nanoTime();

    TextReport(PrintWriter out, ImportOptions options) {
        this.out = out;
        this.options = options;
    }

    @Override
    public void rejected(long line, List<Fault> faults) {
        out.println("line " + line + ": " + faults.stream().map(Fault::sentence).collect(Collectors.joining("; ")));
    }

    @Override
    public void truncated(long line, List<Fault> faults) {
        out.println("line " + line + ": " + faults.stream().map(fault -> fault.sentence() + ", cut").collect(Collectors.joining("; ")));
    }

    @Override
    public void progress(ImportCounts counts) {
    }

    @Override
    public void end(ImportCounts counts, ProblemException failure) {
        double seconds = (System.nanoTime() - start) / 1e9;
        out.println(String.format(Locale.ROOT, "%,d created, %,d updated, %,d rejected in %.1f s (%,.0f rows a second)", counts.created(),
                counts.updated(), counts.rejected(), seconds, counts.read() / seconds));
    }
}
