package io.videocatalog.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a request early into a problem. */
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @Inject
    ProblemTranslator translator;
    @Inject
    AllowedMethods allowed;

    @ServerExceptionMapper
    public Response map(ProblemException problem, RoutingContext request) {
        ResponseBuilder response = Response.status(problem.type().status()).type(MediaType.valueOf(Problem.MEDIA_TYPE))
                .entity(ProblemBody.of(problem, request));
        problem.headers().forEach(response::header);
        return response.build();
    }

    @ServerExceptionMapper
    public Response map(WebApplicationException e, RoutingContext request) {
        int status = e.getResponse().getStatus();
        if (status < 400) {
            return e.getResponse();
        }
        ProblemException problem = ProblemBody.ofStatus(status, request);
        return map(status == 405 ? problem.with(HttpHeaders.ALLOW, allowed.of(request)) : problem, request);
    }

    @ServerExceptionMapper
    public Response map(Throwable failure, RoutingContext request) {
        ProcessHealth.exitIfOutOfMemory(failure);
        // Whatever of the database fails is no IOException itself: this is a body that stopped coming, or a client that has gone.
        boolean brokenBody = failure instanceof IOException && RequestGuard.mayHaveBody(request.request());
        if (brokenBody || LostConnection.isCauseOf(failure)) {
            LOG.debugf(failure, "%s %s was given up", request.request().method(), request.request().path());
            return map(new ProblemException(ProblemType.REQUEST_TIMEOUT, "The body did not arrive in time"), request);
        }
        ProblemException problem = translator.translate(failure);
        // A race that is lost behind If-Match means the same as a version that was stale from the start.
        boolean conditional = request.request().getHeader(HttpHeaders.IF_MATCH) != null;
        return map(problem.type() == ProblemType.CONFLICT && conditional
                ? new ProblemException(ProblemType.PRECONDITION_FAILED, problem.getMessage())
                : problem, request);
    }
}
