package io.videocatalog.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerResponse;
import io.videocatalog.db.Attempts;
import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.http.QueryParameters;
import io.videocatalog.http.StrictJson;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.resource.CollectionQuery;
import io.videocatalog.resource.CollectionQuery.Page;
import io.videocatalog.resource.Member;
import io.videocatalog.resource.Representation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/**
 * Streams all rows that match, page by page in keyset order, so that neither memory nor a database cursor is held
 * while a client reads. Every row that is there from beginning to end comes exactly once; it is not a snapshot.
 */
@ApplicationScoped
public class ExportStream {

    private static final int BATCH = 500;

    @Inject
    StatelessSession session;
    @Inject
    Attempts attempts;
    @Inject
    TransferGate gate;
    @Inject
    TransferMetrics metrics;
    @Inject
    CurrentVertxRequest request;

    /** The answer that streams the rows in NDJSON or CSV. */
    public <E extends CatalogEntity> Response answer(Representation<E> representation, CollectionQuery<E> query,
            QueryParameters parameters, Format format) {
        List<Fault> faults = Stream.of("limit", "cursor", "count").filter(name -> parameters.find(name).isPresent())
                .map(name -> Fault.parameter(name, "not-with-stream", "does not go with " + format.mediaType() + ", which has all rows"))
                .toList();
        if (!faults.isEmpty()) {
            throw ProblemException.of(ProblemType.VALIDATION, faults);
        }
        HttpServerResponse client = request.getCurrent().response();
        StreamingOutput stream = gate.enter().during(out -> {
            try {
                write(representation, query, format, out, client);
            } catch (IOException | RuntimeException e) {
                client.reset(); // A connection that breaks tells the client that rows are missing; an orderly end would not.
                throw e;
            }
        });
        return Response.ok(stream, format.mediaType() + ";charset=UTF-8").build();
    }

    private <E extends CatalogEntity> void write(Representation<E> representation, CollectionQuery<E> query, Format format,
            OutputStream out,
            HttpServerResponse client) throws IOException {
        long rows = 0;
        try (JsonGenerator rowWriter = open(format, query.shown(), out)) {
            Page<E> page = null;
            do {
                String cursor = page == null ? null : page.next();
                page = attempts.call(() -> QuarkusTransaction.requiringNew().call(() -> query.page(session, BATCH, cursor)));
                for (E row : page.rows()) {
                    representation.write(row, query.shown(), rowWriter);
                    rows++;
                }
                rowWriter.flush();
                requireConnected(client);
            } while (page.next() != null);
            if (format == Format.NDJSON && rows > 0) {
                rowWriter.writeRaw('\n');
            }
        } finally {
            metrics.exported(representation.noun(), format, rows);
        }
    }

    // The framework's stream swallows what is written to a connection that is closed.
    private static void requireConnected(HttpServerResponse client) throws IOException {
        if (client.closed()) {
            throw new IOException("The client has gone");
        }
    }

    private static JsonGenerator open(Format format, List<Member> shown, OutputStream out) throws IOException {
        if (format == Format.NDJSON) {
            return StrictJson.MAPPER.createGenerator(out).setPrettyPrinter(new MinimalPrettyPrinter("\n"));
        }
        CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator("\r\n");
        shown.forEach(member -> schema.addColumn(member.name()));
        CsvGenerator csv = CsvMapper.builder().build().getFactory().createGenerator(out);
        csv.enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING);
        csv.setSchema(schema.build());
        return csv;
    }
}
