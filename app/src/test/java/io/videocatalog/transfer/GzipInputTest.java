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
    void reads_members_wherever_they_are_cut() throws IOException {
        byte[] members = joined(member("one "), member("two "));
        for (int cut = 1; cut < members.length; cut++) {
            assertEquals("one two ", read(Arrays.copyOf(members, cut), Arrays.copyOfRange(members, cut, members.length)));
        }
    }

    @Test
    void refuses_what_follows_and_is_no_member() throws IOException {
        byte[] damaged = member("two");
        damaged[0] = 0;
        for (byte[] rest : List.of(damaged, new byte[]{0}, Arrays.copyOf(member("two"), 2), new byte[100])) {
            byte[] members = joined(member("one"), rest);
            for (int cut = 1; cut < members.length; cut++) {
                byte[][] arrivals = {Arrays.copyOf(members, cut), Arrays.copyOfRange(members, cut, members.length)};
                assertThrows(BrokenInputException.class, () -> read(arrivals), rest.length + " bytes, cut after " + cut);
            }
        }
    }

    @Test
    void refuses_a_member_that_is_cut_off() throws IOException {
        byte[] whole = member("one");
        assertThrows(BrokenInputException.class, () -> read(member("zero"), Arrays.copyOf(whole, whole.length - 9)));
    }

    @Test
    void passes_on_a_failure_wherever_it_comes() throws IOException {
        byte[] members = joined(member("one "), member("two "));
        for (int cut = 1; cut <= members.length; cut++) {
            InputStream arrived = new SequenceInputStream(new ByteArrayInputStream(Arrays.copyOf(members, cut)), new LostInput());
            IOException failure = assertThrows(IOException.class, () -> new GzipInput(arrived).readAllBytes(), "after " + cut);
            assertEquals("connection lost", failure.getMessage(), "after " + cut);
        }
    }

    @Test
    void reads_members_without_content_and_refuses_very_many() throws IOException {
        byte[][] some = Collections.nCopies(100, member("")).toArray(byte[][]::new);
        byte[][] many = Collections.nCopies(100_000, member("")).toArray(byte[][]::new);
        assertEquals("", read(some));
        assertThrows(BrokenInputException.class, () -> read(many));
    }

    @Test
    void reads_single_bytes_by_the_same_rules() throws IOException {
        InputStream input = new GzipInput(new ByteArrayInputStream(joined(member("é"), new byte[]{0})));
        assertEquals(0xC3, input.read());
        assertEquals(0xA9, input.read());
        assertThrows(BrokenInputException.class, input::read);
    }

    private static final class LostInput extends InputStream {

        @Override
        public int read() throws IOException {
            throw new IOException("connection lost");
        }
    }

    private static String read(byte[]... arrivals) throws IOException {
        List<InputStream> streams = Stream.of(arrivals).<InputStream>map(ByteArrayInputStream::new).toList();
        return new String(new GzipInput(new SequenceInputStream(Collections.enumeration(streams))).readAllBytes(), UTF_8);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static byte[] member(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
