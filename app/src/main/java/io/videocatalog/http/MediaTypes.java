package io.videocatalog.http;

/** The media types that the API reads and writes beside JSON. */
public final class MediaTypes {

    /** One JSON document a line. */
    public static final String NDJSON = "application/x-ndjson";
    public static final String CSV = "text/csv";
    /** RFC 7396. */
    public static final String MERGE_PATCH = "application/merge-patch+json";

    private MediaTypes() {
    }
}
