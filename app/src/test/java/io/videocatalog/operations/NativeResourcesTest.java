package io.videocatalog.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A native executable has only those files of the class path that it is told to have. */
class NativeResourcesTest {

    /** What is read while the executable is built, by Quarkus, or by what only a JVM has. */
    private static final List<String> OTHERS = List.of("application.properties", "META-INF/beans.xml",
            "META-INF/services/{io.smallrye,jdk.jshell,org.eclipse,org.hibernate}.*");

    @Test
    void are_all_named_and_all_there() throws IOException {
        Properties settings = new Properties();
        try (var file = Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
            settings.load(file);
        }
        List<String> named = List.of(settings.getProperty("quarkus.native.resources.includes").split(",\\s*"));
        TreeSet<Path> files = new TreeSet<>();
        for (String classes : List.of("target/classes", "../model/target/classes")) {
            try (Stream<Path> found = Files.walk(Path.of(classes))) {
                found.filter(file -> Files.isRegularFile(file) && !file.toString().endsWith(".class")).map(Path.of(classes)::relativize)
                        .forEach(files::add);
            }
        }
        assertEquals(List.of(), named.stream().filter(pattern -> files.stream().noneMatch(matches(pattern)::matches)).toList(),
                "named, but not there");
        assertEquals(List.of(), files.stream()
                .filter(file -> Stream.concat(named.stream(), OTHERS.stream()).noneMatch(pattern -> matches(pattern).matches(file)))
                .toList(),
                "there, but not named");
    }

    private static PathMatcher matches(String pattern) {
        return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    }
}
