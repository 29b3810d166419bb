package io.videocatalog.idempotency;

import io.vertx.core.MultiMap;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.model.IdempotencyKey;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header {@code Idempotency-Key} of draft-ietf-httpapi-idempotency-key-header: a string as RFC 9651 has it, in quotation
 * marks. Many clients leave these out, so what cannot be misunderstood without them is taken too, as the same key.
 */
public final class KeyHeader {

    static final String NAME = "Idempotency-Key";
    private static final Pattern STRING = Pattern.compile("\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*+)\"");
    private static final Pattern BARE = Pattern.compile("[!#-+\\--:<-\\[\\]-~]++");

    private KeyHeader() {
    }

    /** @throws ProblemException when the header is there and is no key */
    static Optional<String> of(MultiMap headers) {
        List<String> values = headers.getAll(NAME);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String key = values.size() == 1 ? parse(values.get(0)) : "";
        if (key.isEmpty() || key.length() > IdempotencyKey.LENGTH) {
            throw malformed("must be 1 to " + IdempotencyKey.LENGTH + " visible ASCII characters in quotation marks, such as "
                    + "\"8e03978e-40d5-43dd-bc93-6894a57f9324\", and occur once");
        }
        return Optional.of(key);
    }

    /** The key that the value names, empty where it names none. */
    private static String parse(String value) {
        Matcher string = STRING.matcher(value);
        if (string.matches()) {
            return string.group(1).replaceAll("\\\\(.)", "$1");
        }
        return BARE.matcher(value).matches() ? value : "";
    }

    /**
     * Refuses a key where it would promise what is not kept.
     *
     * @param instead what to do instead
     */
    public static void refuse(HttpHeaders headers, String instead) {
        if (!headers.getRequestHeader(NAME).isEmpty()) {
            throw malformed("has no meaning here; " + instead);
        }
    }

    private static ProblemException malformed(String what) {
        return new ProblemException(ProblemType.MALFORMED, NAME + " " + what);
    }
}
