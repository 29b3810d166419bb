package io.videocatalog.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** Answers requests that no resource has seen. */
final class Answers {

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
}
