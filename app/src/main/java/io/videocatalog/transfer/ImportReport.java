package io.videocatalog.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.transfer.BatchWriter.Outcome;
import java.io.IOException;
import java.util.List;

/** What an import tells its client: rows that were rejected or cut, now and then how far it is, and at last the counts. */
final class ImportReport {

    private final ReportLines lines;
    private final ImportOptions options;
    private long created;
    private long updated;
    private long rejected;
    private long truncated;

    ImportReport(ReportLines lines, ImportOptions options) {
        this.lines = lines;
        this.options = options;
    }

    void written(Outcome outcome) throws IOException {
        created += outcome.created();
        updated += outcome.updated();
        for (BatchWriter.Rejected row : outcome.rejected()) {
            rejected(row.line(), List.of(row.fault()));
        }
    }

    void rejected(long line, List<Fault> faults) throws IOException {
        rejected++;
        lines.row(json -> {
            json.writeNumberField("line", line);
            json.writePOJOField("errors", faults);
        });
    }

    void truncated(long line, List<Fault> faults) throws IOException {
        truncated++;
        lines.row(json -> {
            json.writeNumberField("line", line);
            json.writePOJOField("truncated", faults);
        });
    }

    void progress() throws IOException {
        lines.progress(json -> {
            json.writeObjectFieldStart("progress");
            writeCounts(json);
            json.writeEndObject();
        });
    }

    /** @param failure what ended the import early, or null */
    void summary(ProblemException failure) throws IOException {
        if (options.atomic() && (rejected > 0 || failure != null)) {
            created = 0;
            updated = 0;
        }
        lines.last(json -> {
            writeCounts(json);
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

    private void writeCounts(JsonGenerator json) throws IOException {
        json.writeNumberField("created", created);
        json.writeNumberField("updated", updated);
        json.writeNumberField("rejected", rejected);
        if (options.truncate()) {
            json.writeNumberField("truncated", truncated);
        }
    }

    /** How many rows the catalogue has more. */
    long created() {
        return options.dryRun() ? 0 : created;
    }

    /** How many rows of the catalogue were in the import too. */
    long updated() {
        return options.dryRun() ? 0 : updated;
    }

    long rejected() {
        return rejected;
    }
}
