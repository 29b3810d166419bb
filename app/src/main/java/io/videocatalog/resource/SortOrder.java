package io.videocatalog.resource;

import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.model.CatalogEntity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The order of a list, which {@code id} makes total: it breaks ties in the direction of the last key. */
final class SortOrder {

    private record Key(Member member, boolean descending) {

        String compare(boolean reached) {
            return member.queryPath() + (descending ? " <" : " >") + (reached ? "= :" : " :");
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

    String orderBy() {
        return keys.stream().map(key -> key.member.queryPath() + (key.descending ? " desc" : ""))
                .collect(Collectors.joining(", ", " order by ", ""));
    }

    Cursor cursorAfter(CatalogEntity last) {
        return new Cursor(text, keys.stream().map(key -> key.member.type().toText(key.member.get(last))).toList());
    }

    /**
     * The condition for rows behind the cursor. Its first part, which the second implies, is what an index can serve.
     *
     * @param parameters receives the values
     */
    String behind(String cursor, Map<String, Object> parameters) {
        List<String> last = Cursor.decode(cursor, text, keys.size()).values();
        for (int i = 0; i < keys.size(); i++) {
            Member member = keys.get(i).member;
            parameters.put("after" + i, value(member, last.get(i)));
        }
        String condition = "";
        for (int i = keys.size() - 1; i >= 0; i--) {
            String beyond = keys.get(i).compare(false) + "after" + i;
            condition = condition.isEmpty()
                    ? beyond
                    : "(" + beyond + " or " + keys.get(i).member.queryPath() + " = :after" + i + " and " + condition + ")";
        }
        return keys.size() == 1 ? condition : keys.get(0).compare(true) + "after0 and " + condition;
    }

    private static Object value(Member member, String text) {
        try {
            return member.queryValue(member.type().parse(text, member.javaType()));
        } catch (IllegalArgumentException e) {
            throw Cursor.FORGED;
        }
    }
}
