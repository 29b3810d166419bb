package io.videocatalog.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.videocatalog.fuzz.HostileText;
import io.videocatalog.fuzz.Outcome;
import io.videocatalog.http.QueryParameters;
import io.videocatalog.security.Caller;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CollectionQueryFuzzTest {

    private static final Representation<Specimen> SPECIMENS = Specimens.REPRESENTATION;
    private static final Permissions<Specimen> ALL = new Permissions<>(SPECIMENS, Caller.operator());

    /** All that conditions look like, with the numbers of parameters left out. */
    private static final Pattern FORMS = Pattern.compile("(PATH|least\\((PATH), \\2\\)) (=|<|>=) :p|(PATH) like :p( escape '!')?"
            .concat("( and (has_pairs|has_words)\\(:p, \\4\\) = true)?").replace("PATH", "[A-Za-z]+(?:\\.id)?"));

    @Provide
    static Arbitrary<Map<String, String>> parameters() {
        Set<String> names = new TreeSet<>(SPECIMENS.filters().keySet());
        names.addAll(List.of("q", "limit", "cursor", "sort", "fields", "count", "format"));
        return Arbitraries.maps(Arbitraries.of(names), HostileText.texts()).ofMaxSize(5);
    }

    private static Optional<QueryParameters> parsed(Map<String, String> parameters) {
        List<String> pairs = new ArrayList<>();
        parameters
                .forEach((name, value) -> pairs.add(name + "=" + URLEncoder.encode(HostileText.encodable(value), StandardCharsets.UTF_8)));
        return Outcome.of(() -> QueryParameters.parse(String.join("&", pairs)));
    }

    @Property
    void any_parameters_make_a_query_or_are_refused(@ForAll("parameters") Map<String, String> parameters) {
        parsed(parameters).ifPresent(read -> Outcome.of(() -> new CollectionQuery<>(read, ALL)).ifPresent(query -> {
            assertFalse(query.shown().isEmpty());
            assertTrue(SPECIMENS.members().containsAll(query.shown()));
        }));
    }

    @Property
    void nothing_of_a_request_gets_into_a_query(@ForAll("parameters") Map<String, String> parameters) {
        parsed(parameters).flatMap(read -> Outcome.of(() -> new Conditions(SPECIMENS, read))).ifPresent(conditions -> {
            for (Function<Condition, String> form : List.<Function<Condition, String>>of(Condition::plain, Condition::walking,
                    Condition::lookingUp)) {
                for (String hql : conditions.in(form)) {
                    String fixed = hql.replaceAll(":p[0-9]+", ":p");
                    assertTrue(FORMS.matcher(fixed).matches(), fixed);
                }
            }
        });
    }

    @Property
    void a_filter_of_any_value_is_bound_as_it_was_read(@ForAll(supplier = HostileText.class) String value) {
        parsed(Map.of("name", value)).flatMap(read -> Outcome.of(() -> new Conditions(SPECIMENS, read))).ifPresent(conditions -> {
            String sound = HostileText.encodable(value);
            Object key = SPECIMENS.find("name").orElseThrow().queryValue(sound);
            assertEquals(Map.of("p0", key), conditions.values());
            assertTrue(sound.codePointCount(0, sound.length()) <= CollectionQuery.MAX_TEXT);
        });
    }
}
