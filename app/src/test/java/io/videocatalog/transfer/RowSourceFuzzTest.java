package io.videocatalog.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonGenerator;
import io.videocatalog.fuzz.Damage;
import io.videocatalog.fuzz.Outcome;
import io.videocatalog.resource.Member;
import io.videocatalog.resource.Representation;
import io.videocatalog.resource.Specimen;
import io.videocatalog.resource.Specimens;
import io.videocatalog.transfer.RowSource.Row;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class RowSourceFuzzTest {

    private static final Representation<Specimen> SPECIMENS = Specimens.REPRESENTATION;

    /** All rows of an input, and what is wrong with the rest of it. */
    private record Reading(List<Row> rows, String end) {
    }

    @Provide
    static Arbitrary<List<Specimen>> specimens() {
        return new Specimens().get().list().ofMaxSize(5);
    }

    /** The one with the most decimals that are written without an exponent, and others. */
    @Provide
    static Arbitrary<Double> extremes() {
        return Arbitraries.of(0.0012345678901234567, -0.0, Double.MIN_VALUE, -Double.MAX_VALUE);
    }

    @Provide
    static Arbitrary<List<Damage>> damage() {
        return Damage.some();
    }

    private static byte[] exported(Format format, List<Specimen> specimens) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Member> members = SPECIMENS.members();
        try (JsonGenerator rows = Exporter.open(format, members, out)) {
            for (Specimen specimen : specimens) {
                SPECIMENS.write(specimen, members, rows);
            }
            Exporter.end(format, specimens.size(), rows);
        }
        return out.toByteArray();
    }

    /** Nothing where the beginning is refused already. */
    private static Optional<Reading> read(Format format, byte[] bytes, int piece) {
        return Outcome.of(() -> read(format, inPieces(bytes, piece)));
    }

    private static Reading read(Format format, InputStream input) throws IOException {
        List<Row> rows = new ArrayList<>();
        try {
            RowSource source = RowSource.open(format, GzipInput.unpacked(input), SPECIMENS);
            for (Optional<Row> row = source.next(); row.isPresent(); row = source.next()) {
                rows.add(row.get());
            }
            return new Reading(rows, "");
        } catch (BrokenInputException e) {
            assertFalse(e.getMessage().isBlank());
            return new Reading(rows, e.getMessage());
        }
    }

    /** As a network brings them. */
    private static InputStream inPieces(byte[] bytes, int piece) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, piece));
            }
        };
    }

    @Property
    void what_was_exported_reads_the_same(@ForAll Format format, @ForAll("specimens") List<Specimen> specimens,
            @ForAll @IntRange(min = 1, max = 99) int piece) throws IOException {
        assertReadTheSame(format, specimens, piece);
    }

    @Property
    void extreme_numbers_that_were_exported_read_the_same(@ForAll Format format, @ForAll("specimens") List<Specimen> specimens,
            @ForAll("extremes") double weight) throws IOException {
        specimens.forEach(specimen -> specimen.setWeight(weight));
        assertReadTheSame(format, specimens, Integer.MAX_VALUE);
    }

    private static void assertReadTheSame(Format format, List<Specimen> specimens, int piece) throws IOException {
        Reading reading = read(format, exported(format, specimens), piece).orElseThrow();
        assertEquals("", reading.end);
        assertEquals(specimens.size(), reading.rows.size());
        for (int i = 0; i < specimens.size(); i++) {
            Specimen read = new Specimen();
            assertEquals(List.of(), SPECIMENS.read(reading.rows.get(i).json(), read, true, (entity, id) -> Specimens.withId(id)));
            assertEquals(List.of(), SPECIMENS.takeOver(reading.rows.get(i).json(), read, (entity, id) -> null));
            assertEquals(specimens.get(i).values(), read.values());
        }
    }

    @Property
    void a_damaged_input_is_read_to_its_end_or_to_the_damage(@ForAll Format format, @ForAll("specimens") List<Specimen> specimens,
            @ForAll("damage") List<Damage> damages, @ForAll @IntRange(min = 1, max = 99) int piece) throws IOException {
        byte[] damaged = Damage.done(damages, exported(format, specimens));
        Optional<Reading> whole = read(format, damaged, Integer.MAX_VALUE);
        assertEquals(whole, read(format, damaged, piece));
        whole.ifPresent(reading -> assertSound(reading, damaged.length));
    }

    private static void assertSound(Reading reading, int length) {
        assertTrue(reading.rows.size() <= length);
        long line = 0;
        for (Row row : reading.rows) {
            assertTrue(row.line() > line);
            assertTrue(row.json() == null ? !row.fault().detail().isBlank() : row.fault() == null);
            line = row.line();
        }
    }

    @Property
    void any_bytes_are_read_or_refused(@ForAll Format format, @ForAll byte[] bytes) {
        read(format, bytes, Integer.MAX_VALUE).ifPresent(reading -> assertSound(reading, bytes.length));
    }

    @Property
    void damage_to_gzip_is_told_and_never_taken_for_the_end(@ForAll("specimens") List<Specimen> specimens,
            @ForAll("damage") List<Damage> damages, @ForAll @IntRange(min = 1, max = 99) int piece) throws IOException {
        byte[] rows = exported(Format.NDJSON, specimens);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(rows);
        }
        Reading reading = read(Format.NDJSON, Damage.done(damages, packed.toByteArray()), piece).orElseThrow();
        if (reading.end.isEmpty() && reading.rows.stream().allMatch(row -> row.fault() == null)) {
            assertEquals(read(Format.NDJSON, rows, piece).orElseThrow(), reading);
        }
    }
}
