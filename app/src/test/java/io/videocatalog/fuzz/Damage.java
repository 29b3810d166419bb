package io.videocatalog.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Something done to bytes in one place.
 *
 * @param place where, as a part of the length
 * @param removed how many bytes are taken away there
 * @param added what comes in their stead
 */
public record Damage(double place, int removed, byte[] added) {

    /** Some of it, or none. */
    public static Arbitrary<List<Damage>> some() {
        Arbitrary<byte[]> added = Arbitraries.oneOf(HostileText.texts().map(text -> text.getBytes(StandardCharsets.UTF_8)),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(4));
        return Combinators.combine(Arbitraries.doubles().between(0, 1), Arbitraries.integers().between(0, 9), added).as(Damage::new)
                .list().ofMaxSize(3).withoutEdgeCases();
    }

    /** The bytes with all of this done to them. */
    public static byte[] done(List<Damage> damages, byte[] bytes) {
        byte[] done = bytes;
        for (Damage damage : damages) {
            done = damage.to(done);
        }
        return done;
    }

    private byte[] to(byte[] bytes) {
        int from = (int) (place * bytes.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(added);
        out.writeBytes(Arrays.copyOfRange(bytes, Math.min(bytes.length, from + removed), bytes.length));
        return out.toByteArray();
    }
}
