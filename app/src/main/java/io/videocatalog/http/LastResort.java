package io.videocatalog.http;

import io.netty.handler.codec.DecoderException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Answers as problems what fails outside of the resources: unknown paths, bodies over the limit, malformed requests. */
@ApplicationScoped
class LastResort {

    private static final Logger LOG = Logger.getLogger(LastResort.class);
    /** Before the framework's own failure handler, behind every route that can succeed. */
    private static final int BEFORE_FRAMEWORK = Integer.MAX_VALUE - 1;

    @Inject
    HttpSettings settings;
    @Inject
    RequestGuard guard;

    void register(@Observes Router router) {
        router.route().order(BEFORE_FRAMEWORK).handler(this::notFound).failureHandler(this::fail);
    }

    private void notFound(RoutingContext request) {
        Answers.send(request, ProblemBody.ofStatus(404, request));
    }

    private void fail(RoutingContext request) {
        if (RequestContext.id(request) == null) { // Refused before any route saw it, as for a broken Host.
            guard.meet(request);
        }
        if (LostConnection.isCauseOf(request.failure()) || request.response().closed()) {
            LOG.debugf("%s %s: the connection was lost", request.request().method(), request.request().path());
            return;
        }
        int status = isBrokenFraming(request.failure()) ? 400 : request.statusCode() < 400 ? 500 : request.statusCode();
        if (request.response().headWritten()) {
            LOG.debugf(request.failure(), "%s %s broke off", request.request().method(), request.request().path());
        } else if (status >= 500) {
            ProcessHealth.exitIfOutOfMemory(request.failure());
            LOG.errorf(request.failure(), "%s %s failed", request.request().method(), request.request().path());
        }
        if (status == 413) {
            Answers.refuse(request, tooLarge());
        } else {
            Answers.send(request, ProblemBody.ofStatus(status, request));
        }
    }

    private ProblemException tooLarge() {
        return new ProblemException(ProblemType.CONTENT_TOO_LARGE, "at most " + settings.maxBody().asLongValue() + " bytes")
                .with("Connection", "close");
    }

    // Netty has many words for chunks that cannot be told apart, met while the body is being collected.
    private static boolean isBrokenFraming(Throwable failure) {
        return failure instanceof DecoderException || failure instanceof IllegalArgumentException && Stream.of(failure.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith("io.netty.handler.codec.http."));
    }
}
