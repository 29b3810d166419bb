package io.videocatalog.console;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What snippets are compiled against: the jars of the application as they were before Quarkus has enhanced their classes. */
final class ClassPath {

    /** Where Quarkus puts classes that it has enhanced, which come first when they are loaded, and those that it has made. */
    private static final Set<String> ENHANCED = Set.of("transformed-bytecode.jar", "generated-bytecode.jar");

    private ClassPath() {
    }

    static String ofSources() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).flatMap(ClassPath::expand)
                .filter(entry -> !ENHANCED.contains(entry.getFileName().toString())).map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    // The jar that "java -jar" starts has nothing but the list of the others.
    private static Stream<Path> expand(Path entry) {
        if (!entry.toString().endsWith("-run.jar")) {
            return Stream.of(entry);
        }
        try (JarFile jar = new JarFile(entry.toFile())) {
            Manifest manifest = jar.getManifest();
            String others = manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return Arrays.stream(others.split(" ")).map(entry::resolveSibling);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
