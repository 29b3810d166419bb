package io.videocatalog.cli;

import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.transfer.Format;
import io.videocatalog.transfer.ImportCounts;
import io.videocatalog.transfer.ImportOptions;
import io.videocatalog.transfer.ImportReport;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The report of an import for people: a line about each row that was rejected or cut, at last the counts. */
final class TextReport implements ImportReport {

    private final PrintWriter out;
    private final String unit;
    private final ImportOptions options;
    private final String requestId;
    private final long start = System.nanoTime();

    /** @param requestId what the changes of the import have in common */
    TextReport(PrintWriter out, Format format, ImportOptions options, String requestId) {
        this.out = out;
        this.unit = unit(format);
        this.options = options;
        this.requestId = requestId;
    }

    /** What the rows are counted by. */
    static String unit(Format format) {
        return format == Format.JSON ? "row " : "line ";
    }

    @Override
    public void rejected(long number, List<Fault> faults) {
        print(number, faults, "");
    }

    @Override
    public void truncated(long number, List<Fault> faults) {
        print(number, faults, ", cut");
    }

    // Not println, which would flush: lines can be many.
    private void print(long number, List<Fault> faults, String outcome) {
        String reasons = faults.stream().map(Fault::sentence).collect(Collectors.joining("; "));
        out.print(unit + number + ": " + reasons + outcome + System.lineSeparator());
    }

    @Override
    public void progress(ImportCounts counts) {
        out.flush();
    }

    @Override
    public void end(ImportCounts counts, ProblemException failure) {
        double seconds = (System.nanoTime() - start) / 1e9;
        String cut = options.truncate() ? String.format(Locale.ROOT, ", %,d cut", counts.truncated()) : "";
        out.println(String.format(Locale.ROOT, "%,d %s, %,d updated, %,d rejected%s in %.1f s (%,.0f rows a second)%s", counts.created(),
                options.dryRun() ? "to be created" : "created", counts.updated(), counts.rejected(), cut, seconds,
                counts.read() / seconds, isInVain(counts, failure) ? "; nothing was written" : ""));
        if (failure == null && !isInVain(counts, failure) && counts.created() + counts.updated() > 0) {
            out.println("To take it back: video-catalog revert --request " + requestId);
        }
    }

    private boolean isInVain(ImportCounts counts, ProblemException failure) {
        return options.dryRun() || options.atomic() && (counts.rejected() > 0 || failure != null);
    }
}
