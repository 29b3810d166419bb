package io.videocatalog.resource;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.StrictJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Where a page ends: the sort order and the last row's values in it. Clients pass it on unread; the checksum tells
 * those that did not.
 */
@RegisterForReflection
record Cursor(String sort, List<String> values) {

    static final ProblemException FORGED = ProblemException.invalid(Fault.parameter("cursor", "bad-cursor",
            "is not a cursor of this list; take it from \"next\" unchanged, and start anew after changing the sort order"));

    String encode() {
        byte[] content = StrictJson.bytes(json -> json.writePOJO(this));
        byte[] signed = ByteBuffer.allocate(content.length + Integer.BYTES).put(content).putInt(checksum(content)).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    /** @param keys how many values the order has */
    static Cursor decode(String text, String sort, int keys) {
        try {
            byte[] signed = Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.US_ASCII));
            if (signed.length < Integer.BYTES) {
                throw FORGED;
            }
            byte[] content = Arrays.copyOf(signed, signed.length - Integer.BYTES);
            Cursor cursor = StrictJson.MAPPER.readValue(content, Cursor.class);
            boolean genuine = ByteBuffer.wrap(signed).getInt(content.length) == checksum(content);
            if (!genuine || cursor == null || !sort.equals(cursor.sort) || cursor.values == null || cursor.values.size() != keys
                    || cursor.values.contains(null) || !cursor.values.stream().allMatch(Cursor::isStorable)
                    || !text.equals(cursor.encode())) {
                throw FORGED;
            }
            return cursor;
        } catch (IllegalArgumentException | IOException e) {
            throw FORGED;
        }
    }

    private static boolean isStorable(String value) {
        return value.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }

    private static int checksum(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return (int) crc.getValue();
    }
}
