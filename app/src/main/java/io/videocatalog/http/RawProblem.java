package io.videocatalog.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Problems as whole HTTP responses, for connections on which no request could be read. */
final class RawProblem {

    private static final Pattern EMPTY_ERROR = Pattern.compile("HTTP/1\\.[01] (4\\d\\d) .*\r\ncontent-length: 0\r\n.*",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_HEAD = 512;
    private static final String SECURITY = ResponseHeaders.ALWAYS.entrySet().stream()
            .map(field -> field.getKey() + ": " + field.getValue() + "\r\n").collect(Collectors.joining())
            + ResponseHeaders.CONTENT_SECURITY_POLICY + ": " + ResponseHeaders.NOTHING + "\r\n";

    private RawProblem() {
    }

    /** The response itself, or, where it is an error without a body, the same error as a problem. */
    static ByteBuf inPlaceOf(ByteBuf response) {
        if (response.readableBytes() > LONGEST_HEAD) {
            return response;
        }
        Matcher error = EMPTY_ERROR.matcher(response.toString(StandardCharsets.ISO_8859_1));
        if (!error.matches()) {
            return response;
        }
        response.release();
        return of(ProblemType.ofStatus(Integer.parseInt(error.group(1))));
    }

    static ByteBuf of(ProblemType type) {
        String id = UUID.randomUUID().toString();
        Problem problem = Problem.of(type, detail(type), List.of(), null, id);
        byte[] body = StrictJson.bytes(json -> json.writePOJO(problem));
        String head = "HTTP/1.1 " + HttpResponseStatus.valueOf(type.status()) + "\r\nContent-Type: " + Problem.MEDIA_TYPE
                + "\r\nContent-Length: " + body.length + "\r\n" + RequestContext.REQUEST_ID + ": " + id + "\r\n" + SECURITY
                + "Connection: close\r\n\r\n";
        return Unpooled.wrappedBuffer(head.getBytes(StandardCharsets.US_ASCII), body);
    }

    private static String detail(ProblemType type) {
        return switch (type) {
            case REQUEST_TIMEOUT -> "The head of the request did not arrive in time";
            case URI_TOO_LONG -> "The request line is longer than this server reads";
            case HEADERS_TOO_LARGE -> "The header fields are longer than the server reads";
            default -> "The request line, a header field or the framing of the body breaks the syntax of HTTP";
        };
    }
}
