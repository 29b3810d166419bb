package io.videocatalog.idempotency;

import io.videocatalog.model.IdempotencyKey;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.stream.Collectors;

/** Answers as they are kept in the database. */
final class KeptAnswer {

    private static final String REPLAYED = "Idempotency-Replayed";
    private static final String COLON = ": ";

    private KeptAnswer() {
    }

    static void keep(Response answer, IdempotencyKey key, KeyedRequest request) {
        String headers = answer.getStringHeaders().entrySet().stream()
                .flatMap(header -> header.getValue().stream().map(value -> header.getKey() + COLON + value))
                .collect(Collectors.joining("\n"));
        key.keep(request.fingerprint(), answer.getStatus(), headers, (byte[]) answer.getEntity());
    }

    static Response replay(IdempotencyKey kept) {
        ResponseBuilder answer = Response.status(kept.status()).entity(kept.body());
        kept.headers().lines().forEach(header -> {
            int colon = header.indexOf(COLON);
            answer.header(header.substring(0, colon), header.substring(colon + COLON.length()));
        });
        return answer.header(REPLAYED, true).build();
    }
}
