package io.videocatalog.transfer;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerResponse;
import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.http.QueryParameters;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.resource.CollectionQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.stream.Stream;

/** Answers a request with all rows that match. */
@ApplicationScoped
public class ExportStream {

    @Inject
    Exporter exporter;
    @Inject
    TransferGate gate;
    @Inject
    CurrentVertxRequest request;

    /** The answer that streams the rows in NDJSON or CSV. */
    public <E extends CatalogEntity> Response answer(CollectionQuery<E> query, QueryParameters parameters, Format format) {
        List<Fault> faults = Stream.of("limit", "cursor", "count").filter(name -> parameters.find(name).isPresent())
                .map(name -> Fault.parameter(name, "not-with-stream", "does not go with " + format.mediaType() + ", which has all rows"))
                .toList();
        if (!faults.isEmpty()) {
            throw ProblemException.of(ProblemType.VALIDATION, faults);
        }
        HttpServerResponse client = request.getCurrent().response();
        StreamingOutput stream = gate.enter().during(out -> exporter.write(query, format, out, rows -> requireConnected(client)));
        return Response.ok(stream, format.mediaType() + ";charset=UTF-8").build();
    }

    // The framework's stream swallows what is written to a connection that is closed.
    private static void requireConnected(HttpServerResponse client) throws IOException {
        if (client.closed()) {
            throw new ClosedChannelException();
        }
    }
}
