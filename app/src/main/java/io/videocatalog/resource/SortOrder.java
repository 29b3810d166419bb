package io.videocatalog.resource;

import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.model.CatalogEntity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The order of a list, which {@code id} makes total: it breaks ties in the direction of the last key. */
final class SortOrder {

    private record Key(Member member, boolean descending) {

        String path() {
            return member.queryPath();
        }

        /** How a row compares that comes behind another, or before it. */
        String operator(boolean behind, boolean reached) {
            return (descending == behind ? " <" : " >") + (reached ? "=" : "") + " :";
        }
    }

    private final String text;
    private final List<Key> keys = new ArrayList<>();

    /** @param text the parameter {@code sort}: names with commas between, each descending behind a minus */
    SortOrder(Representation<?> representation, String text) {
        this.text = text;
        Set<String> seen = new HashSet<>();
        for (String part : text.split(",", -1)) {
            boolean descending = part.startsWith("-");
            String name = descending ? part.substring(1) : part;
            Member member = representation.find(name).filter(Member::isSortable).orElseThrow(() -> refuse(representation));
            if (!seen.add(name)) {
                throw refuse(representation);
            }
            keys.add(new Key(member, descending));
        }
        if (!seen.contains("id")) {
            keys.add(new Key(representation.find("id").orElseThrow(), keys.get(keys.size() - 1).descending));
        }
    }

    private static ProblemException refuse(Representation<?> representation) {
        String names = representation.select(Member::isSortable).stream().map(Member::name).collect(Collectors.joining(", "));
        return ProblemException
                .invalid(Fault.parameter("sort", "not-sortable", "must list some of " + names + ", each once, behind a minus to descend"));
    }

    boolean isById() {
        return keys.size() == 1;
    }

    /** Whether what is ordered by first descends. */
    boolean isDescending() {
        return keys.get(0).descending;
    }

    /** What rows are ordered by first. */
    String path() {
        return keys.get(0).path();
    }

    String orderBy() {
        return orderBy(path());
    }

    /** The same order, but such that no index has it, so that those of the conditions are used. */
    String orderByOfNoIndex() {
        return orderBy(Condition.unindexed(path()));
    }

    private String orderBy(String first) {
        return IntStream.range(0, keys.size())
                .mapToObj(i -> (i == 0 ? first : keys.get(i).path()) + (keys.get(i).descending ? " desc" : ""))
                .collect(Collectors.joining(", ", " order by ", ""));
    }

    /** The values by which rows are ordered. */
    String values() {
        return keys.stream().map(Key::path).collect(Collectors.joining(", "));
    }

    Cursor cursorAfter(CatalogEntity last) {
        return new Cursor(text, keys.stream().map(key -> key.member.type().toText(key.member.get(last))).toList());
    }

    /**
     * The condition for rows behind the cursor.
     *
     * @param parameters receives the values
     */
    String behind(String cursor, Map<String, Object> parameters) {
        List<String> last = Cursor.decode(cursor, text, keys.size()).values();
        for (int i = 0; i < keys.size(); i++) {
            parameters.put("after" + i, value(keys.get(i).member, last.get(i)));
        }
        return beside("after", true, Key::path);
    }

    /** The same condition, but such that no index serves it; nothing where {@link #behind} has set no parameters. */
    Optional<String> behindByNoIndex(Map<String, Object> parameters) {
        return parameters.containsKey("after0")
                ? Optional.of(beside("after", true, key -> Condition.unindexed(key.path())))
                : Optional.empty();
    }

    /** Whether ids are the order, and none from the first to before the end is behind what {@link #behind} has set. */
    boolean isBefore(long first, long end, Map<String, Object> parameters) {
        if (!isById() || !parameters.containsKey("after0")) {
            return false;
        }
        long after = (Long) parameters.get("after0");
        return isDescending() ? first >= after : end <= after;
    }

    /** The condition for rows up to the one with these {@link #values}, itself included. */
    String upTo(Object[] end, Map<String, Object> parameters) {
        for (int i = 0; i < keys.size(); i++) {
            parameters.put("end" + i, end[i]);
        }
        return beside("end", false, Key::path);
    }

    // Its first part, which the second implies, is what an index can serve.
    private String beside(String name, boolean behind, Function<Key, String> path) {
        String condition = "";
        for (int i = keys.size() - 1; i >= 0; i--) {
            boolean innermost = condition.isEmpty();
            String value = path.apply(keys.get(i));
            String beyond = value + keys.get(i).operator(behind, innermost && !behind) + name + i;
            condition = innermost ? beyond : "(" + beyond + " or " + value + " = :" + name + i + " and " + condition + ")";
        }
        return keys.size() == 1 ? condition : path.apply(keys.get(0)) + keys.get(0).operator(behind, true) + name + "0 and " + condition;
    }

    private static Object value(Member member, String text) {
        try {
            return member.queryValue(member.type().parse(text, member.javaType()));
        } catch (IllegalArgumentException e) {
            throw Cursor.FORGED;
        }
    }
}
