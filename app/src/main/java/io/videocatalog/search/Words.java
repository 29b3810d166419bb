package io.videocatalog.search;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** A set of words, in the form in which it is stored: each in UTF-8 with a line feed behind it, in the order of their bytes. */
final class Words {

    static final Words NONE = new Words(new byte[0]);

    private final byte[] lines;

    Words(byte[] lines) {
        this.lines = lines;
    }

    byte[] lines() {
        return lines;
    }

    /** Whether one of them begins so. */
    boolean haveBeginning(String beginning) {
        byte[] wanted = beginning.getBytes(StandardCharsets.UTF_8);
        return startsWith(find(wanted), wanted);
    }

    /** These and others; the same object when it has all of them. */
    Words plus(Collection<String> others) {
        List<byte[]> missing = others.stream().distinct().map(word -> (word + '\n').getBytes(StandardCharsets.UTF_8))
                .filter(line -> !startsWith(find(line), line)).sorted(Arrays::compareUnsigned).toList();
        if (missing.isEmpty()) {
            return this;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream(lines.length + missing.stream().mapToInt(line -> line.length).sum());
        int copied = 0;
        for (byte[] line : missing) {
            int place = find(line);
            all.write(lines, copied, place - copied);
            all.writeBytes(line);
            copied = place;
        }
        all.write(lines, copied, lines.length - copied);
        return new Words(all.toByteArray());
    }

    private boolean startsWith(int place, byte[] start) {
        int end = place + start.length;
        return end <= lines.length && Arrays.equals(lines, place, end, start, 0, start.length);
    }

    /** Where the first line begins that is not less. */
    private int find(byte[] wanted) {
        int low = 0;
        int high = lines.length;
        while (low < high) {
            int begin = (low + high) >>> 1;
            while (begin > low && lines[begin - 1] != '\n') {
                begin--;
            }
            int end = begin;
            while (lines[end++] != '\n') {
                // To behind the line.
            }
            if (Arrays.compareUnsigned(lines, begin, end, wanted, 0, wanted.length) < 0) {
                low = end;
            } else {
                high = begin;
            }
        }
        return low;
    }

    @Override
    public String toString() {
        return Stream.of(new String(lines, StandardCharsets.UTF_8).split("\n")).toList().toString();
    }
}
