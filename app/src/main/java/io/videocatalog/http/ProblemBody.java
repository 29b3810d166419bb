package io.videocatalog.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** The JSON of problems. */
final class ProblemBody {

    private ProblemBody() {
    }

    static byte[] of(ProblemException problem, RoutingContext request) {
        Problem body = Problem.of(problem.type(), problem.getMessage(), problem.faults(), request.request().path(),
                RequestContext.id(request));
        return StrictJson.bytes(json -> json.writePOJO(body));
    }

    /** The problem that a bare status code of the framework stands for. */
    static ProblemException ofStatus(int status, RoutingContext request) {
        ProblemType type = ProblemType.ofStatus(status);
        String method = request.request().method().name();
        ProblemException problem = new ProblemException(type, switch (type) {
            case NOT_FOUND -> "There is nothing at " + request.request().path();
            case METHOD_NOT_ALLOWED -> method + " is not allowed here";
            case UNSUPPORTED_MEDIA_TYPE -> "The Content-Type of the body is missing or is not one that " + method + " takes here";
            case NOT_ACCEPTABLE -> "Nothing that the header Accept allows can be sent from here";
            default -> type.title();
        });
        boolean patch = type == ProblemType.UNSUPPORTED_MEDIA_TYPE && request.request().method() == HttpMethod.PATCH;
        return patch ? problem.with("Accept-Patch", MediaTypes.MERGE_PATCH + ", application/json") : problem;
    }
}
