package io.videocatalog.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.videocatalog.http.Fault;
import io.videocatalog.http.Problem;
import io.videocatalog.http.ProblemType;
import io.videocatalog.http.StrictJson;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The answers to requests that fail: one for each status, with an example of every kind of problem that has it. */
final class Problems {

    private static final Map<Integer, List<String>> HEADERS = Map.of(401, List.of("WWW-Authenticate"), 409, List.of("Retry-After"), 412,
            List.of("ETag"), 415,
            List.of("Accept-Patch", "Accept-Encoding"),
            429, List.of("Retry-After", "RateLimit-Policy", "RateLimit"), 503, List.of("Retry-After"), 507, List.of("Retry-After"));

    /** What every operation answers that is not open to everybody. */
    private static final Set<Integer> WITHOUT_RIGHT = Set.of(401, 403);

    private Problems() {
    }

    /** Turns the statuses that operations list as {@code x-problems} into answers. */
    static void complete(OpenAPI document) {
        TreeSet<Integer> used = new TreeSet<>();
        Operations.of(document).forEach(operation -> used.addAll(complete(operation)));
        used.forEach(status -> document.getComponents().addResponse(name(status), response(status)));
    }

    private static Set<Integer> complete(Operation operation) {
        if (!operation.hasExtension("x-problems")) {
            return Set.of();
        }
        SortedSet<Integer> statuses = ((List<?>) operation.getExtensions().get("x-problems")).stream()
                .map(status -> ((Number) status).intValue()).collect(Collectors.toCollection(TreeSet::new));
        if (operation.getSecurity() == null) {
            statuses.addAll(WITHOUT_RIGHT);
        }
        statuses.forEach(status -> operation.getResponses()
                .addAPIResponse(status.toString(), OASFactory.createAPIResponse().ref(name(status))));
        operation.removeExtension("x-problems");
        return statuses;
    }

    private static String name(int status) {
        return "Problem" + status;
    }

    private static APIResponse response(int status) {
        MediaType content = OASFactory.createMediaType().schema(OASFactory.createSchema().ref("Problem"));
        List<ProblemType> types = Arrays.stream(ProblemType.values()).filter(type -> type.status() == status).toList();
        types.forEach(type -> content.addExample(type.slug(), OASFactory.createExample().summary(type.title()).value(example(type))));
        APIResponse response = OASFactory.createAPIResponse()
                .description(types.stream().map(type -> type.title() + ". " + type.explanation()).collect(Collectors.joining("\n\n")))
                .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, content));
        HEADERS.getOrDefault(status, List.of()).forEach(header -> response.addHeader(header, OASFactory.createHeader().ref(header)));
        return response;
    }

    private static Object example(ProblemType type) {
        List<Fault> faults = switch (type) {
            case VALIDATION -> List.of(Fault.member("name", "required", "is required"));
            case DUPLICATE -> List.of(Fault.member("email", "duplicate", "is taken by another of the users"));
            default -> List.of();
        };
        Problem problem = new Problem("/problems/" + type.slug(), type.title(), type.status(), detail(type), "/api/users",
                "5e2b1c9a-4f0d-4f5e-9f57-0a4c3f1d2b6e", faults);
        return Examples.plain(StrictJson.MAPPER.<JsonNode>valueToTree(problem));
    }

    private static String detail(ProblemType type) {
        return switch (type) {
            case MALFORMED -> "The body is empty; send a JSON object";
            case VALIDATION -> "name: is required";
            case DUPLICATE -> "email: is taken by another of the users";
            case IN_USE -> "2 videos refer to this user as owner; delete what refers to it or change it first";
            case CONTENT_TOO_LARGE, URI_TOO_LONG, HEADERS_TOO_LARGE -> "at most 1048576 bytes";
            default -> type.explanation().substring(0, type.explanation().indexOf('.'));
        };
    }
}
