package io.videocatalog.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of problem that the API reports, each with a page at {@code /problems/<slug>}. */
public enum ProblemType {

    MALFORMED(400, "The request cannot be read",
            "The request's syntax is wrong: broken JSON, invalid UTF-8, an empty body, or a header that cannot be parsed "
                    + "or has no meaning here. "
                    + "Where it can be known, the detail gives line and column. Mend the request and send it again."),
    VALIDATION(400,
            "The request breaks the catalogue's rules",
            "The request could be read, but a member or a query parameter is missing, unknown, of the wrong type or out of "
                    + "bounds. The array \"errors\" names every faulty member by JSON Pointer and every faulty parameter by name, "
                    + "each with a code that programs can rely on. Mend them all and send the request again."),
    UNAUTHORIZED(
            401, "Sign in first",
            "The request needs a credential and has none, or one that is wrong, has expired or was revoked. Send a token as "
                    + "\"Authorization: Bearer\", or sign in."),
    FORBIDDEN(
            403, "This is not allowed to you",
            "The request was understood and is refused: whoever sent it may not do this, or it came from a page of another site. "
                    + "Sending it again changes nothing."),
    NOT_FOUND(
            404, "There is nothing here",
            "No resource has this address. It may have been deleted, or never existed."),
    METHOD_NOT_ALLOWED(
            405, "This method is not allowed here",
            "The resource exists but does not know the request's method. The header \"Allow\" lists those that it knows."),
    NOT_ACCEPTABLE(
            406, "No representation fits the Accept header",
            "The resource cannot be shown in any of the media types that the header \"Accept\" allows. "
                    + "Resources are application/json; lists also application/x-ndjson and text/csv."),
    REQUEST_TIMEOUT(
            408, "The request came too slowly",
            "The request did not arrive within the time that the server waits for one. Send it again over a faster connection."),
    CONFLICT(
            409, "Somebody else changed it meanwhile",
            "Two requests changed the same resource at the same moment and the other one won; nothing of this one was written. "
                    + "Read the resource again and repeat the change."),
    DUPLICATE(
            409, "It exists already",
            "A member that must be unique has a value that another resource has. The array \"errors\" names the member."),
    IN_USE(
            409, "Others refer to it",
            "The resource cannot be deleted while others refer to it. Delete those, or let them refer to another, first."),
    IDEMPOTENCY_KEY_PENDING(
            409, "The first request with this key is under way",
            "Another request with the same \"Idempotency-Key\" has not been answered yet. Send this one again, as it is, after the time "
                    + "that the header \"Retry-After\" gives; it is then given the first one's answer."),
    PRECONDITION_FAILED(
            412,
            "The resource is not what you think it is",
            "The header \"If-Match\" names a version that is no longer current, so nothing was written. "
                    + "Read the resource again, compare, and send the change with the new ETag."),
    CONTENT_TOO_LARGE(
            413,
            "The body is too large",
            "The body exceeds the limit that the detail names. To send many resources at once, import them."),
    URI_TOO_LONG(
            414,
            "The address is too long",
            "The request's address exceeds the limit that the detail names."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "The body's media type is not supported",
            "Send the body with a Content-Type that the operation accepts: application/json for single resources, also "
                    + "application/merge-patch+json for PATCH; application/x-ndjson, text/csv or application/json for imports. "
                    + "The only Content-Encoding is gzip, for imports."),
    IDEMPOTENCY_KEY_REUSED(
            422,
            "This key belongs to another request",
            "Another request has been carried out with the same \"Idempotency-Key\", and this one was not. A request that is sent again "
                    + "must be the same to the byte: method, address, Content-Type and body. A new request needs a new key."),
    PRECONDITION_REQUIRED(
            428,
            "The change must say which version it is meant for",
            "This server demands the header \"If-Match\" on every PUT, PATCH and DELETE of a row, so that nobody overwrites what they "
                    + "have not seen. Read the resource, and send its ETag along."),
    TOO_MANY_REQUESTS(
            429,
            "Too many requests",
            "This address or account has sent more requests than the server lets it. Nothing was carried out. Send the request again "
                    + "after the time that the header \"Retry-After\" gives, and fewer of them from then on."),
    HEADERS_TOO_LARGE(
            431,
            "The headers are too large",
            "The request's header fields exceed the limit that the detail names."),
    INTERNAL(
            500,
            "The server made a mistake",
            "This is a bug. The member \"requestId\" is also in the server's log: pass it on to whoever runs the server."),
    UNAVAILABLE(
            503,
            "The service is busy or its database is away",
            "The request was refused, or the database failed meanwhile, and then a write may have been carried out. "
                    + "Send it again after the time that the header \"Retry-After\" gives, a creation with the same \"Idempotency-Key\"."),
    STORAGE_FULL(
            507,
            "The disk is full",
            "The server has too little disk space left to write. Reading goes on; writing works again once there is room.");

    private final int status;
    private final String title;
    private final String explanation;

    ProblemType(int status, String title, String explanation) {
        this.status = status;
        this.title = title;
        this.explanation = explanation;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** What happened and what to do, for the problem's page. */
    public String explanation() {
        return explanation;
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<ProblemType> findBySlug(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
    }

    /** The problem that a bare status code of the framework stands for. */
    public static ProblemType ofStatus(int status) {
        return Arrays.stream(values()).filter(type -> type.status == status).findFirst()
                .orElse(status < 500 ? MALFORMED : INTERNAL);
    }
}
