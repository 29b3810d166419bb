package io.videocatalog.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.videocatalog.db.Attempts;
import io.videocatalog.http.StrictJson;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.resource.CollectionQuery;
import io.videocatalog.resource.CollectionQuery.Page;
import io.videocatalog.resource.Member;
import io.videocatalog.resource.Representation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.hibernate.StatelessSession;

/**
 * Writes all rows that match, page by page in keyset order, so that neither memory nor a database cursor is held
 * while somebody reads slowly. Every row that is there from beginning to end comes exactly once; it is not a snapshot.
 */
@ApplicationScoped
public class Exporter {

    private static final int BATCH = 500;

    @Inject
    StatelessSession session;
    @Inject
    Attempts attempts;
    @Inject
    TransferMetrics metrics;

    /** Is told after each page how many rows have been written, and ends the export by an exception. */
    public interface Watch {
        void written(long rows) throws IOException;
    }

    /** Writes to the end and closes the output; what fails leaves it open, since a close would end it in good order. */
    @ActivateRequestContext
    public <E extends CatalogEntity> void write(CollectionQuery<E> query, Format format, OutputStream out, Watch watch)
            throws IOException {
        Representation<E> representation = query.representation();
        long rows = 0;
        try {
            JsonGenerator rowWriter = open(format, query.shown(), out);
            Page<E> page = null;
            do {
                String cursor = page == null ? null : page.next();
                page = attempts.call(() -> QuarkusTransaction.requiringNew().call(() -> query.page(session, BATCH, cursor)));
                for (E row : page.rows()) {
                    representation.write(row, query.shown(row), rowWriter);
                    rows++;
                }
                rowWriter.flush();
                watch.written(rows);
            } while (page.next() != null);
            end(format, rows, rowWriter);
            rowWriter.close();
        } finally {
            metrics.exported(representation.label(), format, rows);
        }
    }

    static JsonGenerator open(Format format, List<Member> shown, OutputStream out) throws IOException {
        if (format == Format.CSV) {
            return csv(shown, out);
        }
        JsonGenerator json = StrictJson.MAPPER.createGenerator(out).setPrettyPrinter(new OneRowALine());
        if (format == Format.JSON) {
            json.writeStartArray();
        }
        return json;
    }

    private static CsvGenerator csv(List<Member> shown, OutputStream out) throws IOException {
        CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator("\r\n");
        shown.forEach(member -> schema.addColumn(member.name()));
        CsvGenerator csv = CsvMapper.builder().build().getFactory().createGenerator(out);
        csv.enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING);
        csv.setSchema(schema.build());
        return csv;
    }

    static void end(Format format, long rows, JsonGenerator rowWriter) throws IOException {
        if (format == Format.JSON) {
            rowWriter.writeEndArray();
        }
        if (format == Format.JSON || format == Format.NDJSON && rows > 0) {
            rowWriter.writeRaw('\n');
        }
    }

    private static final class OneRowALine extends MinimalPrettyPrinter {

        OneRowALine() {
            super("\n");
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
            json.writeRaw(",\n");
        }
    }
}
