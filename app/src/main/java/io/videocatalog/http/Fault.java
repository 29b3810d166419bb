package io.videocatalog.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;

/**
 * One fault of a request: of a body's member or of a query parameter, never both.
 *
 * @param pointer a JSON Pointer (RFC 6901) into the body, or null
 * @param parameter the name of a query parameter, or null
 * @param code what programs can rely on, such as {@code too-long}
 * @param detail a sentence for people
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fault(String pointer, String parameter, String code, String detail) {

    /** A fault of a body's member. */
    public static Fault member(String name, String code, String detail) {
        return new Fault("/" + name.replace("~", "~0").replace("/", "~1"), null, code, detail);
    }

    /** The fault of a member's text that not every database stores, or compares with others; nothing where it is sound. */
    public static Optional<Fault> characters(String name, String text) {
        return text.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)
                ? Optional.of(member(name, "control-character", "must not contain control characters or half of a surrogate pair"))
                : Optional.empty();
    }

    /** A fault of a body as a whole. */
    public static Fault whole(String code, String detail) {
        return new Fault("", null, code, detail);
    }

    /** A fault of a query parameter. */
    public static Fault parameter(String name, String code, String detail) {
        return new Fault(null, name, code, detail);
    }

    /** What is at fault and how, in words. */
    public String sentence() {
        String subject = parameter != null ? parameter : pointer.replaceFirst("^/", "");
        return subject.isEmpty() ? detail : subject + ": " + detail;
    }
}
