package io.videocatalog.transfer;

import io.videocatalog.http.Fault;
import io.videocatalog.http.MediaTypes;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.http.QueryParameters;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How many entities can be written at once. */
public enum Format {

    JSON(MediaType.APPLICATION_JSON),
    NDJSON(MediaTypes.NDJSON),
    CSV(MediaTypes.CSV);

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
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

    /** The format that the parameter {@code format} names, or else the first that the client accepts. */
    public static Format choose(QueryParameters parameters, HttpHeaders headers) {
        return parameters.find("format").map(Format::named)
                .or(() -> accepted(headers).stream().map(Format::of).flatMap(Optional::stream).findFirst())
                .orElse(JSON);
    }

    // The framework reads the first line when it chooses a method, and all of them only now.
    private static List<MediaType> accepted(HttpHeaders headers) {
        try {
            return headers.getAcceptableMediaTypes();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.MALFORMED, "Accept must list media types, such as application/json");
        }
    }

    /** The first format that this media type, or this range of them, covers. */
    public static Optional<Format> of(MediaType mediaType) {
        return Arrays.stream(values()).filter(format -> MediaType.valueOf(format.mediaType).isCompatible(mediaType)).findFirst();
    }

    private static Format named(String name) {
        return Arrays.stream(values()).filter(format -> format.toString().equals(name)).findFirst()
                .orElseThrow(() -> ProblemException.invalid(Fault.parameter("format", "unknown-format", "must be json, ndjson or csv")));
    }
}
