package io.videocatalog.http;

import io.netty.handler.codec.DateFormatter;
import io.videocatalog.model.CatalogEntity;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The conditional request headers of RFC 9110, section 13, compared with an entity's version. */
public final class Preconditions {

    private static final Pattern ENTITY_TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*+)\"");

    /** What Netty reads. */
    private static final int LONGEST_DATE = 64;

    private Preconditions() {
    }

    /** The strong entity tag of the row as it stands. */
    public static String entityTag(CatalogEntity entity) {
        return "\"" + entity.version() + "\"";
    }

    /** When the row was last changed, as an HTTP date. */
    public static String lastModified(CatalogEntity entity) {
        return DateFormatter.format(Date.from(entity.updatedAt));
    }

    /** Whether the request carries {@code If-Match}. */
    public static boolean namesVersion(HttpHeaders headers) {
        return !headers.getRequestHeader(HttpHeaders.IF_MATCH).isEmpty();
    }

    /** Refuses what is meant for another version than the one that {@code If-Match} names, or for that of another time. */
    public static void checkVersion(HttpHeaders headers, CatalogEntity entity) {
        if (namesVersion(headers)) {
            if (!matches(headers, HttpHeaders.IF_MATCH, entity, false)) {
                throw stale("If-Match names another version", entity);
            }
            return;
        }
        String since = headers.getHeaderString(HttpHeaders.IF_UNMODIFIED_SINCE);
        if (since != null && isModifiedSince(entity.updatedAt, since, false)) {
            throw stale("The resource has changed since the time in If-Unmodified-Since", entity);
        }
    }

    /** As {@link #checkVersion}, of a write, which {@code If-None-Match} can forbid, too. */
    public static void checkWrite(HttpHeaders headers, CatalogEntity entity) {
        checkVersion(headers, entity);
        if (matches(headers, HttpHeaders.IF_NONE_MATCH, entity, true)) {
            throw new ProblemException(ProblemType.PRECONDITION_FAILED, "If-None-Match forbids changing a resource that exists");
        }
    }

    private static ProblemException stale(String reason, CatalogEntity entity) {
        return new ProblemException(ProblemType.PRECONDITION_FAILED, reason + "; the current version is " + entityTag(entity))
                .with(HttpHeaders.ETAG, entityTag(entity));
    }

    /** Whether the client has the current version already, so that 304 is the answer to its GET. */
    public static boolean isUnchanged(HttpHeaders headers, CatalogEntity entity) {
        if (!headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH).isEmpty()) {
            return matches(headers, HttpHeaders.IF_NONE_MATCH, entity, true);
        }
        String since = headers.getHeaderString(HttpHeaders.IF_MODIFIED_SINCE);
        return since != null && !isModifiedSince(entity.updatedAt, since, true);
    }

    /** @param otherwise what counts when the date cannot be read: RFC 9110, 13.1.3 and 13.1.4, wants the header ignored then */
    private static boolean isModifiedSince(Instant updatedAt, String since, boolean otherwise) {
        Date date = since.length() > LONGEST_DATE ? null : DateFormatter.parseHttpDate(since);
        return date == null ? otherwise : updatedAt.truncatedTo(ChronoUnit.SECONDS).isAfter(date.toInstant());
    }

    private static boolean matches(HttpHeaders headers, String header, CatalogEntity entity, boolean weakly) {
        List<String> lines = headers.getRequestHeader(header);
        String tags = String.join(",", lines).strip();
        if (tags.equals("*")) {
            return true;
        }
        Matcher tag = ENTITY_TAG.matcher(tags);
        int end = 0;
        boolean found = false;
        while (tag.find()) {
            requireSeparator(header, tags.substring(end, tag.start()), end > 0);
            end = tag.end();
            found |= (weakly || tag.group(1) == null) && tag.group(2).equals(entity.version().toString());
        }
        requireSeparator(header, tags.substring(end), false);
        if (end == 0 && !lines.isEmpty()) {
            throw unreadable(header);
        }
        return found;
    }

    private static void requireSeparator(String header, String between, boolean comma) {
        if (comma && between.indexOf(',') < 0) {
            throw unreadable(header);
        }
        for (int i = 0; i < between.length(); i++) {
            if (", \t".indexOf(between.charAt(i)) < 0) {
                throw unreadable(header);
            }
        }
    }

    private static ProblemException unreadable(String header) {
        return new ProblemException(ProblemType.MALFORMED, header + " must be * or a list of quoted entity tags, such as \"3\"");
    }
}
