package io.videocatalog.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Members that come one after the other, as a network brings them. */
class GzipInputTest {

    @Test
    void reads_every_member_however_they_arrive() throws IOException {
        assertEquals("one two three ", read(member("one "), member("two "), member("three ")));
    }

    @Test
    void refuses_what_follows_and_is_no_member() throws IOException {
        byte[] damaged = member("two");
        damaged[0] = 0;
        assertThrows(BrokenInputException.class, () -> read(member("one"), damaged));
    }

    @Test
    void refuses_a_member_that_is_cut_off() throws IOException {
        byte[] whole = member("one");
        assertThrows(BrokenInputException.class, () -> read(member("zero"), Arrays.copyOf(whole, whole.length - 9)));
    }

    private static String read(byte[]... arrivals) throws IOException {
        List<InputStream> streams = Stream.of(arrivals).<InputStream>map(ByteArrayInputStream::new).toList();
        return new String(new GzipInput(new SequenceInputStream(Collections.enumeration(streams))).readAllBytes(), UTF_8);
    }

    private static byte[] member(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
