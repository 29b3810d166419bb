package io.videocatalog.idempotency;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.videocatalog.security.Caller;
import io.videocatalog.security.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A request that carries an {@code Idempotency-Key}.
 *
 * @param caller who has sent it
 * @param fingerprint differs when anything does that the answer may depend on
 */
record KeyedRequest(String caller, String key, String fingerprint) {

    /** @throws io.videocatalog.http.ProblemException when the key is malformed */
    static Optional<KeyedRequest> of(RoutingContext request) {
        return KeyHeader.of(request.request().headers()).map(key -> new KeyedRequest(Caller.of(request).key(), key, fingerprint(request)));
    }

    private static String fingerprint(RoutingContext context) {
        HttpServerRequest request = context.request();
        String head = String.join("\n", request.method().name(), request.uri(), request.getHeader("Content-Type"), "");
        MessageDigest digest = Sha256.digest();
        digest.update(head.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(context.body().buffer().getBytes()));
    }
}
