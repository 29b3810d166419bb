package io.videocatalog.idempotency;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.model.IdempotencyKey;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Stands inside of {@code @Transactional}, so that an answer is kept if, and only if, what it reports has happened. */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 300)
class IdempotentInterceptor {

    private static final int FIRST_FAILURE = 400;

    @Inject
    CurrentVertxRequest current;
    @Inject
    KeysInFlight inFlight;

    @AroundInvoke
    Object call(InvocationContext method) throws Exception {
        Optional<KeyedRequest> keyed = KeyedRequest.of(current.getCurrent());
        if (keyed.isEmpty()) {
            return method.proceed();
        }
        KeyedRequest request = keyed.get();
        if (!inFlight.enter(request)) {
            throw new ProblemException(ProblemType.IDEMPOTENCY_KEY_PENDING,
                    "The first request with this Idempotency-Key is still being carried out; send this one again in a moment")
                    .with("Retry-After", "1");
        }
        Optional<IdempotencyKey> used = IdempotencyKey.findByCaller(request.caller(), request.key());
        Optional<IdempotencyKey> kept = used.filter(key -> !key.isExpired());
        return kept.isPresent()
                ? replay(kept.get(), request)
                : carryOut(method, request, used.orElseGet(() -> new IdempotencyKey(request.caller(), request.key())));
    }

    private static Response replay(IdempotencyKey kept, KeyedRequest request) {
        if (!kept.belongsTo(request.fingerprint())) {
            throw new ProblemException(ProblemType.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key belongs to another request; send a new one with a new request");
        }
        return KeptAnswer.replay(kept);
    }

    // What fails is not kept: it has had no effect, and is tried anew when it is sent again.
    private static Object carryOut(InvocationContext method, KeyedRequest request, IdempotencyKey key) throws Exception {
        Response answer = (Response) method.proceed();
        if (answer.getStatus() < FIRST_FAILURE) {
            KeptAnswer.keep(answer, key, request);
        }
        return answer;
    }
}
