package io.videocatalog.resource;

import io.videocatalog.fuzz.HostileText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Builders;

/** Specimens of all values that can be stored, the strangest among them. */
public class Specimens implements ArbitrarySupplier<Specimen> {

    public static final Representation<Specimen> REPRESENTATION = new Representation<>(Specimen.class);

    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

    @Override
    public Arbitrary<Specimen> get() {
        return Builders.withBuilder(Specimen::new)
                .use(ids()).inSetter(Specimen::setId)
                .use(storable()).inSetter(Specimen::setName)
                .use(storable().injectNull(0.1)).inSetter(Specimen::setNotes)
                .use(Arbitraries.longs()).inSetter(Specimen::setCount)
                .use(Arbitraries.integers()).inSetter(Specimen::setRank)
                .use(Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite)).inSetter(Specimen::setWeight)
                .use(Arbitraries.of(true, false).injectNull(0.1)).inSetter(Specimen::setComplete)
                .use(days()).inSetter(Specimen::setFound)
                .use(Arbitraries.of(Specimen.Kind.class).injectNull(0.1)).inSetter(Specimen::setKind)
                .use(ids().map(Specimens::withId).injectNull(0.1)).inSetter(Specimen::setParent)
                .use(times()).inSetter(Specimen::setCreatedAt)
                .use(times()).inSetter(Specimen::setUpdatedAt)
                .build().withoutEdgeCases();
    }

    private static Arbitrary<Long> ids() {
        return Arbitraries.longs().between(1, ValueType.MAX_ID);
    }

    /** Another one of which only the id matters. */
    public static Specimen withId(Long id) {
        Specimen specimen = new Specimen();
        specimen.id = id;
        return specimen;
    }

    // As a database has them: whole characters, and no control characters but those of layout.
    private static Arbitrary<String> storable() {
        return HostileText.texts().map(text -> text.codePoints().limit(200)
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString().replace("\n", "\r\n"))
                .filter(text -> !text.isBlank());
    }

    private static Arbitrary<LocalDate> days() {
        return Arbitraries.longs().between(FIRST_DAY, LAST_DAY).map(LocalDate::ofEpochDay);
    }

    private static Arbitrary<Instant> times() {
        return Arbitraries.longs().between(FIRST_DAY * 86_400_000, LAST_DAY * 86_400_000).map(Instant::ofEpochMilli)
                .map(time -> time.truncatedTo(ChronoUnit.MILLIS));
    }
}
