package io.videocatalog.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.videocatalog.fuzz.HostileText;
import io.videocatalog.fuzz.Outcome;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class QueryParametersFuzzTest {

    @Property
    void any_query_is_read_or_refused(@ForAll(supplier = HostileText.class) String query) {
        Outcome.of(() -> QueryParameters.parse(query));
    }

    @Property
    void what_is_written_reads_the_same(@ForAll(supplier = HostileText.class) String query,
            @ForAll(supplier = HostileText.class) String value) {
        String sound = HostileText.encodable(value);
        Optional<QueryParameters> parameters = Outcome.of(() -> QueryParameters.parse(query));
        parameters.ifPresent(before -> {
            String written = before.with("cursor", sound);
            if (sound.chars().noneMatch(Character::isISOControl)) {
                QueryParameters after = QueryParameters.parse(written);
                assertEquals(Optional.of(sound), after.find("cursor"));
                assertEquals(written, after.with("cursor", sound));
            }
        });
    }

    @Property
    void a_value_is_found_as_it_was_before_encoding(@ForAll(supplier = HostileText.class) String value) {
        String sound = HostileText.encodable(value);
        Optional<String> found = Outcome
                .of(() -> QueryParameters.parse("a=" + URLEncoder.encode(sound, StandardCharsets.UTF_8)).find("a").orElseThrow());
        found.ifPresent(text -> assertEquals(sound, text));
        assertEquals(value.chars().anyMatch(Character::isISOControl), found.isEmpty());
    }

    @Property
    void what_is_unknown_is_refused_in_words(@ForAll(supplier = HostileText.class) String query) {
        Outcome.of(() -> QueryParameters.parse(query)).ifPresent(parameters -> {
            boolean refused = Outcome.of(() -> {
                parameters.refuseUnknown(Set.of("id"));
                return true;
            }).isEmpty();
            assertTrue(refused || parameters.with("id", "").equals("id="));
        });
    }
}
