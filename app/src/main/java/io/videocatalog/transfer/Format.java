package io.videocatalog.transfer;

import io.videocatalog.http.Fault;
import io.videocatalog.http.MediaTypes;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.http.QueryParameters;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How many entities can be written at once. */
public enum Format {

    JSON(MediaType.APPLICATION_JSON),
    NDJSON(MediaTypes.NDJSON),
    CSV(MediaTypes.CSV);

    private final String mediaType;
    private final MediaType own;

    Format(String mediaType) {
        this.mediaType = mediaType;
        String[] parts = mediaType.split("/");
        own = new MediaType(parts[0], parts[1]);
    }

    public String mediaType() {
        return mediaType;
    }

    /** The name, as it is in queries and at the end of a file's name. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format that the name of a file tells, compressed or not. */
    public static Optional<Format> ofFile(String file) {
        String plain = file.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        return Arrays.stream(values()).filter(format -> plain.endsWith("." + format)).findFirst();
    }

    /**
     * The format that the parameter {@code format} names, or else the one that the client likes best (RFC 9110, 12.5.1); of those
     * that it likes as much, the one that it names first.
     */
    public static Format choose(QueryParameters parameters, HttpHeaders headers) {
        return parameters.find("format").map(Format::named).orElseGet(() -> best(accepted(headers)));
    }

    private static Format best(List<MediaType> accepted) {
        if (accepted.size() == 1 && accepted.get(0).getParameters().isEmpty()) { // As nearly all have it.
            return of(accepted.get(0)).orElseThrow(NotAcceptableException::new);
        }
        return accepted.stream().flatMap(Format::covered).distinct().filter(format -> format.weight(accepted) > 0)
                .reduce((best, other) -> other.weight(accepted) > best.weight(accepted) ? other : best)
                .orElseThrow(NotAcceptableException::new);
    }

    /** As the range says that fits the format most closely; 0 keeps it out. */
    private double weight(List<MediaType> accepted) {
        return accepted.stream().filter(own::isCompatible)
                .min(Comparator.comparing(MediaType::isWildcardType).thenComparing(MediaType::isWildcardSubtype))
                .map(Format::weight).orElse(0.0);
    }

    // The framework reads the first line when it chooses a method, and all of them only now.
    private static List<MediaType> accepted(HttpHeaders headers) {
        try {
            return headers.getAcceptableMediaTypes();
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static double weight(MediaType range) {
        try {
            return Double.parseDouble(range.getParameters().getOrDefault("q", "1"));
        } catch (NumberFormatException e) {
            throw malformed();
        }
    }

    private static ProblemException malformed() {
        return new ProblemException(ProblemType.MALFORMED, "Accept must list media types, such as application/json");
    }

    /** The first format that this media type, or this range of them, covers. */
    public static Optional<Format> of(MediaType mediaType) {
        return covered(mediaType).findFirst();
    }

    private static Stream<Format> covered(MediaType range) {
        return Arrays.stream(values()).filter(format -> format.own.isCompatible(range));
    }

    private static Format named(String name) {
        return Arrays.stream(values()).filter(format -> format.toString().equals(name)).findFirst()
                .orElseThrow(() -> ProblemException.invalid(Fault.parameter("format", "unknown-format", "must be json, ndjson or csv")));
    }
}
