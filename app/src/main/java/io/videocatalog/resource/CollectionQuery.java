package io.videocatalog.resource;

import io.videocatalog.http.Fault;
import io.videocatalog.http.Faults;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.QueryParameters;
import io.videocatalog.model.CatalogEntity;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.hibernate.StatelessSession;

/** Which rows of an entity a request asks for, in which order, and which of their members. */
public final class CollectionQuery<E extends CatalogEntity> {

    public static final int DEFAULT_LIMIT = 20;
    public static final int MAX_LIMIT = 200;
    /** The most characters of {@code q} and of text in a filter. */
    public static final int MAX_TEXT = 250;

    /** The parameters of every list. */
    private static final Set<String> OWN = Set.of("limit", "cursor", "sort", "fields", "count", "format");
    private static final Pattern UP_TO_THREE_DIGITS = Pattern.compile("[1-9][0-9]{0,2}");

    private final Representation<E> representation;
    private final Permissions<E> permissions;
    private final QueryParameters parameters;
    private final SortOrder sort;
    private final RowFinder<E> rows;
    private final int limit;
    private final boolean count;
    private final List<Member> shown;

    /** @param permissions whoever asks, and may see no more than these say */
    public CollectionQuery(QueryParameters given, Permissions<E> permissions) {
        this.representation = permissions.representation();
        this.permissions = permissions;
        Faults faults = new Faults();
        faults.of(() -> given.refuseUnknown(name -> OWN.contains(name) || Conditions.isKnown(name, representation)));
        parameters = permissions.bounded(given);
        sort = faults.of(() -> new SortOrder(representation, parameters.find("sort").orElse("id")));
        Integer most = faults.of(() -> limit(parameters));
        shown = faults.of(() -> shown(representation, parameters));
        Boolean counted = faults.of(() -> parameters.isTrue("count"));
        Conditions conditions = faults.of(() -> new Conditions(representation, parameters));
        faults.requireNone();
        limit = most;
        count = counted;
        rows = new RowFinder<>(representation.entity(), conditions, sort);
    }

    /** The most items of a page, as the parameter {@code limit} says. */
    public static int limit(QueryParameters parameters) {
        return parameters.find("limit").map(CollectionQuery::parseLimit).orElse(DEFAULT_LIMIT);
    }

    private static int parseLimit(String text) {
        if (UP_TO_THREE_DIGITS.matcher(text).matches() && Integer.parseInt(text) <= MAX_LIMIT) {
            return Integer.parseInt(text);
        }
        throw ProblemException.invalid(Fault.parameter("limit", "out-of-range", "must be a whole number from 1 to " + MAX_LIMIT));
    }

    /** The members that the parameter {@code fields} names, in the order of the representation; all without it. */
    static List<Member> shown(Representation<?> representation, QueryParameters parameters) {
        if (parameters.find("fields").isEmpty()) {
            return representation.members();
        }
        Set<String> wanted = new HashSet<>(Arrays.asList(parameters.find("fields").get().split(",", -1)));
        if (!representation.names().containsAll(wanted)) {
            throw ProblemException.invalid(Fault.parameter("fields", "unknown-field",
                    "must list some of " + String.join(", ", representation.names())));
        }
        return representation.select(member -> wanted.contains(member.name()));
    }

    /** A cursor such as clients get, for a list in order of {@code id}. */
    public static String exampleCursor() {
        return new Cursor("id", List.of("1")).encode();
    }

    public Representation<E> representation() {
        return representation;
    }

    /** The members that the request asks for. */
    public List<Member> shown() {
        return shown;
    }

    /** Those of them that may be seen of this row. */
    public List<Member> shown(E row) {
        return permissions.visible(shown, row);
    }

    /** One page: the rows, and the cursor of the next page or null on the last. */
    public record Page<E>(List<E> rows, String next) {
    }

    /** The page that {@code limit} and {@code cursor} ask for. */
    public Page<E> page(StatelessSession session) {
        return page(session, limit, parameters.find("cursor").orElse(null));
    }

    /** At most so many rows behind the cursor; null begins. */
    public Page<E> page(StatelessSession session, int limit, String cursor) {
        List<E> found = rows.find(session, limit + 1, cursor);
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        return new Page<>(found.subList(0, limit), sort.cursorAfter(found.get(limit - 1)).encode());
    }

    /** Whether the request asks for the number of all rows that match. */
    public boolean wantsCount() {
        return count;
    }

    /** The number of all rows that match, on whatever page; cheapest after {@link #page(StatelessSession)}. */
    public long count(StatelessSession session) {
        return rows.count(session);
    }
}
