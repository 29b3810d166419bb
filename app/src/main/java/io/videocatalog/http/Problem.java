package io.videocatalog.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Problem details as RFC 9457 defines them.
 *
 * @param type a link to the problem's page
 * @param instance the path of the request
 * @param requestId the request's id, which is also in the log and in the header {@code X-Request-Id}
 * @param errors every fault of the request, empty where there are none to name
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "requestId", "errors"})
public record Problem(String type, String title, int status, String detail, String instance, String requestId, List<Fault> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ProblemType type, String detail, List<Fault> errors, String path, String requestId) {
        return new Problem("/problems/" + type.slug(), type.title(), type.status(), detail, path, requestId, errors);
    }

    /** One sentence that names all faults. */
    public static String sentence(List<Fault> faults) {
        return faults.stream().map(Fault::sentence).collect(Collectors.joining("; "));
    }
}
