package io.videocatalog.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A copy of the sources without the tests, as of a clean clone, to be edited. */
public record Checkout(Path folder) {

    private static final List<String> PARTS = List.of("pom.xml", "mvnw", ".mvn", "model/pom.xml", "model/src", "app/pom.xml",
            "app/src/main",
            "README.md", "LICENSE", "CHANGELOG.md", "docs");

    /** Copies the sources that this test belongs to. */
    public static Checkout in(Path folder) throws IOException {
        Path root = Path.of("..").toAbsolutePath().normalize();
        for (String part : PARTS) {
            try (Stream<Path> files = Files.walk(root.resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = folder.resolve(root.relativize(file));
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return new Checkout(folder);
    }

    /** Replaces a text where it first occurs in a file. */
    public void edit(String file, String old, String replacement) throws IOException {
        String before = read(file);
        assertTrue(before.contains(old), file + " no longer has: " + old);
        write(file, before.replaceFirst(Pattern.quote(old), Matcher.quoteReplacement(replacement)));
    }

    public String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    public void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    /** Makes the distribution. */
    public void build() throws IOException, InterruptedException {
        Path log = Path.of("target", "checkout.log");
        Process build = new ProcessBuilder("./mvnw", "-B", "-q", "package", "-DskipTests").directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile()).start();
        assertEquals(0, build.waitFor(), () -> "see app/" + log);
    }

    /** What starts the distribution. */
    public Path launcher() {
        return folder.resolve("app/target/video-catalog/bin/video-catalog");
    }
}
