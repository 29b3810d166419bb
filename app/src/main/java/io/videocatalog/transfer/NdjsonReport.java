package io.videocatalog.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The report as the API sends it: an NDJSON line about each row that was rejected or cut, now and then progress, at last the counts. */
public final class NdjsonReport implements ImportReport, AutoCloseable {

    private final ReportLines lines;
    private final ImportOptions options;

    private NdjsonReport(ReportLines lines, ImportOptions options) {
        this.lines = lines;
        this.options = options;
    }

    /** To a client that may not read before it has sent all rows; {@code full} tells whether its connection takes no more for now. */
    static NdjsonReport toClient(OutputStream out, BooleanSupplier full, ImportOptions options) {
        return new NdjsonReport(ReportLines.toClient(out, full), options);
    }

    /** To an output that somebody reads all the time. */
    public static NdjsonReport to(OutputStream out, ImportOptions options) {
        return new NdjsonReport(ReportLines.to(out), options);
    }

    @Override
    public void rejected(long line, List<Fault> faults) throws IOException {
        row(line, "errors", faults);
    }

    @Override
    public void truncated(long line, List<Fault> faults) throws IOException {
        row(line, "truncated", faults);
    }

    private void row(long line, String member, List<Fault> faults) throws IOException {
        lines.row(json -> {
            json.writeNumberField("line", line);
            json.writePOJOField(member, faults);
        });
    }

    @Override
    public void progress(ImportCounts counts) throws IOException {
        lines.progress(json -> {
            json.writeObjectFieldStart("progress");
            write(counts, json);
            json.writeEndObject();
        });
    }

    @Override
    public void end(ImportCounts counts, ProblemException failure) throws IOException {
        lines.last(json -> {
            write(counts, json);
            if (failure != null) {
                json.writeObjectFieldStart("error");
                json.writeStringField("type", "/problems/" + failure.type().slug());
                json.writeStringField("title", failure.type().title());
                json.writeNumberField("status", failure.type().status());
                json.writeStringField("detail", failure.getMessage());
                json.writeEndObject();
            }
        });
    }

    private void write(ImportCounts counts, JsonGenerator json) throws IOException {
        json.writeNumberField("created", counts.created());
        json.writeNumberField("updated", counts.updated());
        json.writeNumberField("rejected", counts.rejected());
        if (options.truncate()) {
            json.writeNumberField("truncated", counts.truncated());
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
