package io.videocatalog.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.videocatalog.fuzz.Damage;
import io.videocatalog.fuzz.HostileText;
import io.videocatalog.fuzz.Outcome;
import io.videocatalog.http.Fault;
import io.videocatalog.http.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RepresentationFuzzTest {

    private static final Representation<Specimen> SPECIMENS = Specimens.REPRESENTATION;
    private static final Representation.Lookup EVERYTHING = (entity, id) -> Specimens.withId(id);
    private static final Representation.Lookup NOTHING = (entity, id) -> null;

    @Provide
    static Arbitrary<List<Damage>> damage() {
        return Damage.some();
    }

    private static byte[] written(Specimen specimen) {
        return StrictJson.bytes(json -> SPECIMENS.write(specimen, SPECIMENS.members(), json));
    }

    @Property
    void what_is_written_reads_the_same(@ForAll(supplier = Specimens.class) Specimen specimen) {
        Specimen read = new Specimen();
        ObjectNode json = StrictJson.readObject(written(specimen));
        assertEquals(List.of(), SPECIMENS.read(json, read, true, EVERYTHING));
        assertEquals(List.of(), SPECIMENS.takeOver(json, read, EVERYTHING));
        assertEquals(specimen.values(), read.values());
    }

    @Property
    void a_damaged_body_is_read_or_its_faults_are_named(@ForAll(supplier = Specimens.class) Specimen specimen,
            @ForAll("damage") List<Damage> damages, @ForAll boolean complete, @ForAll boolean found) {
        Outcome.of(() -> StrictJson.readObject(Damage.done(damages, written(specimen)))).ifPresent(json -> {
            Specimen read = new Specimen();
            List<Fault> faults = SPECIMENS.read(json, read, complete, found ? EVERYTHING : NOTHING);
            assertTrue(faults.stream().allMatch(fault -> fault.pointer().startsWith("/") && !fault.sentence().isBlank()));
            assertNull(read.id);
            assertNull(read.createdAt);
            assertTrue(found || read.parent == null);
        });
    }

    @Property
    void a_merge_patch_changes_only_what_it_names(@ForAll(supplier = Specimens.class) Specimen before,
            @ForAll(supplier = Specimens.class) Specimen after, @ForAll Set<String> names, @ForAll boolean some) {
        ObjectNode patch = StrictJson.readObject(written(after));
        List<Member> writable = SPECIMENS.writable();
        Set<String> named = writable.stream().filter(member -> some == (names.hashCode() + member.name().hashCode()) % 2 > 0)
                .map(Member::name).collect(Collectors.toSet());
        patch.retain(named);
        Specimen patched = new Specimen();
        SPECIMENS.replace(patched, before);
        assertEquals(List.of(), SPECIMENS.read(patch, patched, false, EVERYTHING));
        for (Member member : writable) {
            Object expected = member.get(named.contains(member.name()) ? after : before);
            assertTrue(member.type().same(expected, member.get(patched)), member.name());
        }
    }

    @Property
    void a_member_of_any_value_is_taken_or_named(@ForAll("members") Member member, @ForAll(supplier = HostileText.class) String value,
            @ForAll boolean text) {
        byte[] body = ("{\"" + member.name() + "\":" + (text ? '"' + value + '"' : value) + "}").getBytes(StandardCharsets.UTF_8);
        Outcome.of(() -> StrictJson.readObject(body)).ifPresent(object -> Outcome.of(() -> {
            assertTrue(SPECIMENS.read(object, new Specimen(), false, EVERYTHING).stream()
                    .allMatch(fault -> !member.isReadOnly() || !fault.pointer().equals("/" + member.name())));
            return SPECIMENS.takeOver(object, new Specimen(), NOTHING);
        }));
    }

    @Provide
    static Arbitrary<Member> members() {
        return Arbitraries.of(SPECIMENS.members());
    }
}
