package io.videocatalog.operations;

import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Reads the text that {@code /q/metrics} answers with. */
public final class Meters {

    private Meters() {
    }

    /** The values of all series of a name that have these tags, such as {@code method="GET"}. */
    public static DoubleStream values(String metrics, String name, String... tags) {
        return metrics.lines().filter(line -> line.split("[{ ]", 2)[0].equals(name) && Stream.of(tags).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))));
    }
}
