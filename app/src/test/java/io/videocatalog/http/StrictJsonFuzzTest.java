package io.videocatalog.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.videocatalog.fuzz.Damage;
import io.videocatalog.fuzz.HostileText;
import io.videocatalog.fuzz.Outcome;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StrictJsonFuzzTest {

    private static final byte[] SOUND = """
            {"name": "A \\u00e9\\ud83d\\ude00 \\"quoted\\"", "description": "x\\r\\ny", "ownerId": 12, "deep": [{"a": -1.5e3}, null, true]}
            """.getBytes(StandardCharsets.UTF_8);

    @Provide
    static Arbitrary<List<Damage>> damage() {
        return Damage.some();
    }

    @Property
    void any_bytes_are_read_or_refused(@ForAll byte[] bytes) {
        Outcome.of(() -> StrictJson.readObject(bytes));
    }

    @Property
    void any_text_is_read_or_refused(@ForAll(supplier = HostileText.class) String text) {
        Outcome.of(() -> StrictJson.readObject(text.getBytes(StandardCharsets.UTF_16BE)));
        Outcome.of(() -> StrictJson.readObject(("{\"name\":" + text + "}").getBytes(StandardCharsets.UTF_8)));
        Outcome.of(() -> StrictJson.readObject(("{\"name\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8)));
    }

    @Property
    void a_damaged_document_is_read_or_refused_and_what_was_read_reads_the_same_again(@ForAll("damage") List<Damage> damages) {
        Outcome.of(() -> StrictJson.readObject(Damage.done(damages, SOUND))).ifPresent(object -> {
            byte[] written = StrictJson.bytes(json -> json.writeTree(object));
            if (new String(written, StandardCharsets.UTF_8).contains("Infinity")) {
                return; // A number as large is one in a tree, and a text when it is written; members refuse it.
            }
            ObjectNode again = StrictJson.readObject(written);
            assertEquals(object, again);
            assertArrayEquals(written, StrictJson.bytes(json -> json.writeTree(again)));
        });
    }

    @Property
    void what_is_not_utf_8_is_refused(@ForAll byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            assertThrows(ProblemException.class, () -> StrictJson.readObject(bytes));
        }
    }
}
