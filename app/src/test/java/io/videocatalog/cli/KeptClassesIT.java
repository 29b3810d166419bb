package io.videocatalog.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the JVM keeps from one start to the next. */
@Tag("slow")
class KeptClassesIT {

    private static final String KIND = Runtime.version().feature() < 25 ? "jsa" : "aot";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void are_made_without_the_catalogue_and_used_by_the_next_start(String engine) throws Exception {
        Path home = folder.resolve("home");
        Path launcher = Program.install(home);
        Path data = folder.resolve("data");
        // Nobody listens there.
        Program program = Program
                .on(engine.equals("h2") ? "jdbc:h2:file:" + data.resolve("films") : "postgresql://me:secret@localhost:1/films", folder)
                .startedBy(launcher);
        Program.Result made = program.run("warm-up");
        assertEquals(0, made.code(), made.err());
        assertFalse(Files.exists(data), "it is no business of the catalogue's");
        List<String> kept = List.of(home.resolve("cache").toFile().list());
        assertTrue(kept.size() == 1 && kept.get(0).matches(engine + "-\\d+-\\d+\\." + KIND), kept.toString());

        Path log = folder.resolve("classes");
        program.with(Map.of("JAVA_OPTS", "-Xlog:class+load:file=" + log)).run("db", "current", "--json");
        assertTrue(Files.lines(log).anyMatch(line -> line.contains("io.videocatalog.Main source: shared objects file")),
                "they are not used");
    }
}
