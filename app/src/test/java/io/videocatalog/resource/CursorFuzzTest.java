package io.videocatalog.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.videocatalog.fuzz.Damage;
import io.videocatalog.fuzz.HostileText;
import io.videocatalog.fuzz.Outcome;
import io.videocatalog.http.QueryParameters;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class CursorFuzzTest {

    private static final Representation<Specimen> SPECIMENS = Specimens.REPRESENTATION;

    @Provide
    static Arbitrary<List<Damage>> damage() {
        return Damage.some();
    }

    /** Every order of up to three members. */
    @Provide
    static Arbitrary<String> orders() {
        List<String> names = SPECIMENS.select(Member::isSortable).stream().map(Member::name).toList();
        return Arbitraries.of(names).list().uniqueElements().ofMinSize(1).ofMaxSize(3)
                .flatMap(some -> Arbitraries.of("", "-").list().ofSize(some.size())
                        .map(signs -> String.join(",", some.stream().map(name -> signs.get(some.indexOf(name)) + name).toList())));
    }

    @Property
    void any_text_is_refused(@ForAll(supplier = HostileText.class) String text) {
        assertTrue(Outcome.of(() -> Cursor.decode(text, "id", 1)).isEmpty());
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        assertTrue(Outcome.of(() -> Cursor.decode(encoded, "id", 1)).isEmpty());
    }

    @Property
    void a_cursor_leads_behind_the_row_that_it_was_made_of(@ForAll("orders") String order,
            @ForAll(supplier = Specimens.class) Specimen last) {
        SortOrder sort = new SortOrder(SPECIMENS, order);
        String cursor = sort.cursorAfter(last).encode();
        assertEquals(cursor, QueryParameters.parse("cursor=" + cursor).find("cursor").orElseThrow());
        HashMap<String, Object> values = new HashMap<>();
        String condition = sort.behind(cursor, values);
        assertTrue(condition.matches("[A-Za-z0-9.:=<> ()]+"), condition);
        String[] keys = order.replace("-", "").split(",");
        for (int i = 0; i < keys.length; i++) {
            Member member = SPECIMENS.find(keys[i]).orElseThrow();
            assertEquals(member.queryValue(member.get(last)), values.get("after" + i));
        }
    }

    @Property
    void a_damaged_cursor_is_refused(@ForAll("orders") String order, @ForAll(supplier = Specimens.class) Specimen last,
            @ForAll("damage") List<Damage> damages) {
        SortOrder sort = new SortOrder(SPECIMENS, order);
        String cursor = sort.cursorAfter(last).encode();
        String damaged = new String(Damage.done(damages, cursor.getBytes(StandardCharsets.US_ASCII)), StandardCharsets.UTF_8);
        assertEquals(damaged.equals(cursor), Outcome.of(() -> sort.behind(damaged, new HashMap<>())).isPresent());
        byte[] content = Damage.done(damages, Base64.getUrlDecoder().decode(cursor));
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(content);
        assertEquals(Arrays.equals(content, Base64.getUrlDecoder().decode(cursor)),
                Outcome.of(() -> sort.behind(encoded, new HashMap<>())).isPresent());
    }

    @Property
    void a_cursor_of_any_values_is_refused_or_leads_somewhere(@ForAll("orders") String order,
            @ForAll(supplier = HostileText.class) String value, @ForAll @IntRange(min = 1, max = 4) int keys) {
        String sound = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String forged = new Cursor(order, Collections.nCopies(keys, sound)).encode();
        Outcome.of(() -> new SortOrder(SPECIMENS, order).behind(forged, new HashMap<>()));
    }
}
