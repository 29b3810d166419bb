package io.videocatalog.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.videocatalog.postgresql.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the JVM keeps from one start to the next. */
@Tag("slow")
@Tag("jvm")
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

        areUsed(program);
    }

    @Test
    void come_of_practice_on_an_empty_database_where_one_is_given() throws Exception {
        Path home = folder.resolve("home");
        try (EmbeddedPostgres server = Postgres.start()) {
            String url = "postgresql://postgres@localhost:" + server.getPort() + "/postgres";
            Program program = Program.on(url, folder).startedBy(Program.install(home)).with(Map.of("VIDEO_CATALOG_PRACTICE_URL", url));
            Program.Result made = program.run("warm-up");
            assertEquals(0, made.code(), made.err());
            areUsed(program);
            assertEquals(1, program.run("warm-up").code(), "there are rows by now");
            List<String> left = List.of(home.resolve("cache").toFile().list());
            String log = Files.readString(home.resolve("cache")
                    .resolve(left.stream().filter(name -> name.endsWith(".new")).findFirst().orElseThrow()).resolve("log"));
            assertTrue(log.contains("VIDEO_CATALOG_PRACTICE_URL names a database that is in use; name an empty one."), log);
        }
    }

    private void areUsed(Program program) throws IOException, InterruptedException {
        Path log = folder.resolve("classes");
        program.with(Map.of("JAVA_OPTS", "-Xlog:class+load:file=" + log)).run("db", "current", "--json");
        assertTrue(Files.lines(log).anyMatch(line -> line.contains("io.videocatalog.Main source: shared objects file")),
                "they are not used");
    }
}
