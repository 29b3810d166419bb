package io.videocatalog.console;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import java.util.Collection;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;

/** What the console shows for a result. */
final class ResultText {

    private static final int MOST_ROWS = 20;

    private ResultText() {
    }

    /** @param other what shows everything that is not special */
    static String of(Object result, java.util.function.Function<Object, String> other) {
        if (result instanceof PanacheQuery) {
            return "a query; list(), stream(), count(), firstResultOptional() and page(…) run it";
        } else if (result instanceof BaseStream) {
            return "a stream; toList(), forEach(…) and count() run it";
        } else if (result instanceof Collection<?> rows && rows.size() > 1 && rows.iterator().next() instanceof PanacheEntityBase) {
            return list(rows);
        }
        return other.apply(result);
    }

    // One a line, and a catalogue of a million does not flood the terminal.
    private static String list(Collection<?> rows) {
        String shown = rows.stream().limit(MOST_ROWS).map(String::valueOf).collect(Collectors.joining(",\n ", "[", ""));
        int more = rows.size() - MOST_ROWS;
        return more > 0 ? shown + ",\n … " + more + " more]" : shown + "]";
    }
}
