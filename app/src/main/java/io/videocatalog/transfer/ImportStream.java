package io.videocatalog.transfer;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.videocatalog.http.HttpSettings;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.http.QueryParameters;
import io.videocatalog.http.Reception;
import io.videocatalog.http.RequestEnd;
import io.videocatalog.idempotency.KeyHeader;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.resource.Permissions;
import io.videocatalog.resource.Representation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;

/** Reads an import from a request's body while it answers with a report, line by line. */
@ApplicationScoped
public class ImportStream {

    @Inject
    Importer importer;
    @Inject
    TransferGate gate;
    @Inject
    Reception reception;
    @Inject
    HttpSettings settings;
    @Inject
    CurrentVertxRequest request;

    /** The answer that carries out the import as it is streamed. */
    public <E extends CatalogEntity> Response answer(Permissions<E> permissions, QueryParameters parameters, HttpHeaders headers,
            InputStream body) {
        discardRestAtEnd();
        KeyHeader.refuse(headers, "send rows with an id and mode=upsert to import them again without harm");
        ImportOptions options = ImportOptions.of(parameters);
        requireAnnouncedLength(headers);
        TransferGate.Place place = gate.enter();
        RowSource rows = open(permissions.representation(), headers, reception.watch(body));
        HttpServerResponse client = request.getCurrent().response();
        StreamingOutput lines = place.during(out -> {
            try (NdjsonReport report = NdjsonReport.toClient(out, client::writeQueueFull, options)) {
                importer.run(permissions, rows, options, report);
            }
        });
        return Response.ok(lines).build();
    }

    // The framework would keep in memory what still comes of a body behind the answer.
    private void discardRestAtEnd() {
        HttpServerRequest sender = request.getCurrent().request();
        RequestEnd.of(request.getCurrent(), () -> sender.handler(null));
    }

    // Before a row is written; a body of unknown length is found out on the way.
    private void requireAnnouncedLength(HttpHeaders headers) {
        String announced = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (announced != null && Long.parseLong(announced) > limit()) {
            throw LimitedInput.tooLarge(limit()).problem();
        }
    }

    private long limit() {
        return settings.maxImport().asLongValue();
    }

    private RowSource open(Representation<?> representation, HttpHeaders headers, InputStream body) {
        Format format = Format.of(headers.getMediaType()).orElseThrow();
        requireUtf8(headers.getMediaType());
        try {
            return RowSource.open(format, decoded(headers, new LimitedInput(body, limit())), representation);
        } catch (BrokenInputException e) {
            throw e.problem();
        } catch (IOException e) {
            throw new ProblemException(ProblemType.MALFORMED, "The body cannot be read");
        }
    }

    private static void requireUtf8(MediaType type) {
        String charset = type.getParameters().getOrDefault("charset", "utf-8");
        if (!Set.of("utf-8", "utf8", "us-ascii").contains(charset.toLowerCase(Locale.ROOT))) {
            throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "Rows are read in UTF-8; send them in it, without another charset");
        }
    }

    private InputStream decoded(HttpHeaders headers, InputStream body) throws IOException {
        String encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return body;
        } else if (!encoding.equalsIgnoreCase("gzip")) {
            throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding must be gzip or be left out")
                    .with("Accept-Encoding", "gzip");
        }
        return new LimitedInput(new GzipInput(body), limit());
    }
}
