package io.videocatalog.http;

import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The parameters of a request's query, read strictly: each at most once, in UTF-8, without control characters. */
public final class QueryParameters {

    private final Map<String, String> values = new LinkedHashMap<>();
    /** The names that the path has settled. */
    private final Set<String> settled = new HashSet<>();

    private QueryParameters() {
    }

    /** Those of a request. */
    public static QueryParameters of(UriInfo uri) {
        return parse(uri.getRequestUri().getRawQuery());
    }

    /** Refuses a request that has any, where none is known. */
    public static void refuseAny(UriInfo uri) {
        of(uri).refuseUnknown(Set.of());
    }

    /** @param rawQuery the query as it was sent, or null */
    public static QueryParameters parse(String rawQuery) {
        QueryParameters parameters = new QueryParameters();
        List<Fault> faults = new ArrayList<>();
        if (rawQuery != null) {
            for (String pair : rawQuery.split("&")) {
                parameters.add(pair, faults);
            }
        }
        if (!faults.isEmpty()) {
            throw ProblemException.of(ProblemType.VALIDATION, faults);
        }
        return parameters;
    }

    private void add(String pair, List<Fault> faults) {
        if (pair.isEmpty()) {
            return;
        }
        int equals = pair.indexOf('=');
        Optional<String> name = decode(equals < 0 ? pair : pair.substring(0, equals));
        Optional<String> value = decode(equals < 0 ? "" : pair.substring(equals + 1));
        if (name.isEmpty() || value.isEmpty()) {
            faults.add(Fault.parameter(name.orElse("query"), "malformed", "must be percent-encoded UTF-8 without control characters"));
        } else if (values.putIfAbsent(name.get(), value.get()) != null) {
            faults.add(Fault.parameter(name.get(), "repeated", "must not be repeated"));
        }
    }

    /** The value of a parameter, empty text included. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Refuses every parameter that is not among the known. */
    public void refuseUnknown(Set<String> known) {
        refuseUnknown(known::contains);
    }

    /** Refuses every parameter that is not known. */
    public void refuseUnknown(Predicate<String> isKnown) {
        List<Fault> faults = new ArrayList<>();
        for (String name : values.keySet()) {
            if (!isKnown.test(name)) {
                faults.add(Fault.parameter(name, "unknown-parameter", "is not a parameter of this operation"));
            }
        }
        if (!faults.isEmpty()) {
            throw ProblemException.of(ProblemType.VALIDATION, faults);
        }
    }

    /** The value of a parameter that is {@code true} or {@code false}, which is also what its absence means. */
    public boolean isTrue(String name) {
        return find(name).map(value -> switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.invalid(Fault.parameter(name, "not-boolean", "must be true or false"));
        }).orElse(false);
    }

    /** These parameters and one that the path has settled already, so that the query can only say the same. */
    public QueryParameters withFixed(String name, String value) {
        if (!value.equals(values.getOrDefault(name, value))) {
            throw ProblemException.invalid(Fault.parameter(name, "unknown-parameter", "is settled by the path"));
        }
        QueryParameters fixed = new QueryParameters();
        fixed.values.putAll(values);
        fixed.values.put(name, value);
        fixed.settled.add(name);
        return fixed;
    }

    /** These parameters as a query, with one of them set or replaced, and without those that the path has settled. */
    public String with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.keySet().removeAll(settled);
        changed.remove(name);
        changed.put(name, value);
        return changed.entrySet().stream().map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%2C", ",");
    }

    private static Optional<String> decode(String encoded) {
        if (standsForItself(encoded)) {
            return Optional.of(encoded);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                int high = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 1), 16) : -1;
                int low = high < 0 ? -1 : Character.digit(encoded.charAt(i + 2), 16);
                if (low < 0) {
                    return Optional.empty();
                }
                bytes.write(high << 4 | low);
                i += 2;
            } else if (c < 0x80) {
                bytes.write(c == '+' ? ' ' : c);
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return decodeUtf8(bytes.toByteArray()).filter(text -> text.chars().noneMatch(Character::isISOControl));
    }

    private static boolean standsForItself(String encoded) {
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c <= ' ' || c > '~' || c == '%' || c == '+') {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> decodeUtf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
