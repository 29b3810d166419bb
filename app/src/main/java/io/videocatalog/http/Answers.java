package io.videocatalog.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** Answers requests that no resource has seen. */
final class Answers {

    private static final long FAREWELL_MILLIS = 1_000;

    private Answers() {
    }

    static void send(RoutingContext request, ProblemException problem) {
        if (request.response().headWritten()) {
            request.request().connection().close();
            return;
        }
        request.response().setStatusCode(problem.type().status()).putHeader("Content-Type", Problem.MEDIA_TYPE);
        problem.headers().forEach(request.response()::putHeader);
        request.response().end(Buffer.buffer(ProblemBody.of(problem, request)));
    }

    /** Answers a request whose body nobody will read. A body that still comes is thrown away for a moment, since a client that is cut off would not see the answer. */
    static void refuse(RoutingContext request, ProblemException problem) {
        boolean bodyMayCome = RequestGuard.mayHaveBody(request.request()) && !request.request().isEnded();
        if (bodyMayCome) {
            request.request().resume();
            request.vertx().setTimer(FAREWELL_MILLIS, late -> request.request().connection().close());
        }
        send(request, bodyMayCome ? problem.with("Connection", "close") : problem);
    }
}
