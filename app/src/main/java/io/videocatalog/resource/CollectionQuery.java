package io.videocatalog.resource;

import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.QueryParameters;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.model.TextFolding;
import io.videocatalog.resource.Member.Operator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;

/** Which rows of an entity a request asks for, in which order, and which of their members. */
public final class CollectionQuery<E extends CatalogEntity> {

    public static final int DEFAULT_LIMIT = 20;
    public static final int MAX_LIMIT = 200;
    /** The most characters of {@code q} and of text in a filter. */
    public static final int MAX_TEXT = 250;

    private final Representation<E> representation;
    private final QueryParameters parameters;
    private final SortOrder sort;
    private final int limit;
    private final boolean count;
    private final List<Member> shown;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    public CollectionQuery(Representation<E> representation, QueryParameters parameters) {
        this.representation = representation;
        this.parameters = parameters;
        parameters.refuseUnknown(known());
        sort = new SortOrder(representation, parameters.find("sort").orElse("id"));
        limit = parameters.find("limit").map(CollectionQuery::parseLimit).orElse(DEFAULT_LIMIT);
        shown = shown(representation, parameters);
        count = parameters.isTrue("count");
        representation.members().forEach(member -> member.operators().forEach(operator -> filter(member, operator)));
        representation.searchAttribute().ifPresent(this::search);
    }

    private Set<String> known() {
        Set<String> known = new HashSet<>(List.of("limit", "cursor", "sort", "fields", "count", "format"));
        representation.members().forEach(member -> member.operators().forEach(operator -> known.add(member.parameter(operator))));
        representation.searchAttribute().ifPresent(attribute -> known.add("q"));
        return known;
    }

    private static int parseLimit(String text) {
        if (text.matches("[1-9][0-9]{0,2}") && Integer.parseInt(text) <= MAX_LIMIT) {
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

    private void filter(Member member, Operator operator) {
        String parameter = member.parameter(operator);
        parameters.find(parameter).ifPresent(text -> {
            String value = "p" + values.size();
            values.put(value, parse(member, operator, parameter, text));
            conditions.add(member.queryPath() + switch (operator) {
                case EQ -> " = :" + value;
                case GTE -> " >= :" + value;
                case LT -> " < :" + value;
                case CONTAINS -> " like :" + value + " escape '!'";
            });
        });
    }

    private static Object parse(Member member, Operator operator, String parameter, String text) {
        requireShort(parameter, text);
        try {
            Object value = member.type() == ValueType.REFERENCE
                    ? ValueType.wholeNumber(text)
                    : member.queryValue(member.type().parseBound(text, member.javaType()));
            return operator == Operator.CONTAINS ? "%" + ((String) value).replaceAll("[!%_]", "!$0") + "%" : value;
        } catch (IllegalArgumentException e) {
            String detail = e instanceof NumberFormatException ? "must be an id" : e.getMessage();
            throw ProblemException.invalid(Fault.parameter(parameter, "wrong-type", detail));
        }
    }

    // A folded word has letters and digits only, so nothing in it is special to "like".
    private void search(String attribute) {
        String text = parameters.find("q").orElse("");
        requireShort("q", text);
        for (String word : TextFolding.words(text)) {
            String value = "q" + values.size();
            values.put(value, "% " + word + "%");
            conditions.add(attribute + " like :" + value);
        }
    }

    private static void requireShort(String parameter, String text) {
        int length = text.codePointCount(0, text.length());
        if (length > MAX_TEXT) {
            throw ProblemException
                    .invalid(Fault.parameter(parameter, "too-long", "at most " + MAX_TEXT + " characters, " + length + " given"));
        }
    }

    /** A cursor such as clients get, for a list in order of {@code id}. */
    public static String exampleCursor() {
        return new Cursor("id", List.of("1")).encode();
    }

    public List<Member> shown() {
        return shown;
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
        Map<String, Object> all = new HashMap<>(values);
        List<String> where = new ArrayList<>(conditions);
        if (cursor != null) {
            where.add(sort.behind(cursor, all));
        }
        SelectionQuery<E> query = session.createSelectionQuery(from(where) + sort.orderBy(), representation.entity());
        all.forEach(query::setParameter);
        List<E> rows = query.setMaxResults(limit + 1).getResultList();
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        return new Page<>(rows.subList(0, limit), sort.cursorAfter(rows.get(limit - 1)).encode());
    }

    /** Whether the request asks for the number of all rows that match. */
    public boolean wantsCount() {
        return count;
    }

    /** The number of all rows that match, on whatever page. */
    public long count(StatelessSession session) {
        SelectionQuery<Long> query = session.createSelectionQuery("select count(*) " + from(conditions), Long.class);
        values.forEach(query::setParameter);
        return query.getSingleResult();
    }

    private String from(List<String> where) {
        String from = "from " + representation.entity().getSimpleName();
        return where.isEmpty() ? from : from + " where " + String.join(" and ", where);
    }
}
