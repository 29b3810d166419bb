package io.videocatalog.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The name, the number and the title of a script that is written. */
class ScriptTest {

    private static final List<Difference> ONE = List.of(new Difference("", "create table t (id bigint);"));

    @TempDir
    Path checkout;

    @BeforeEach
    void makeFolders() throws IOException {
        for (Engine engine : Engine.values()) {
            Files.createDirectories(scripts(engine));
        }
    }

    @ParameterizedTest
    @CsvSource({"add studio, V2__add_studio.sql", //
            "Add studio!, V2__add_studio.sql", //
            "'  Café – más  ', V2__cafe_mas.sql", //
            "../../etc/passwd, V2__etc_passwd.sql", //
            "스튜디오 추가, V2__change_the_tables.sql", //
            "'', V2__change_the_tables.sql"})
    void is_named_after_the_message(String message, String name) {
        assertEquals(name, new Script(message, ONE).name(2));
    }

    @Test
    void has_a_name_that_every_file_system_takes() {
        assertTrue(new Script("word ".repeat(200), ONE).name(2).length() < 80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\ndrop table videos;", "x\rdrop table videos;", "x\u2028drop table videos;", "x\u0085drop table videos;",
            "x\u0000drop table videos;", "x */ drop table videos;", "x ${drop} table videos;"})
    void keeps_the_message_in_its_comment(String message) {
        List<String> lines = new Script(message, ONE).text().lines().toList();
        assertEquals(3, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith("-- X ") && lines.get(0).endsWith("videos;."), lines.get(0));
        assertTrue(!lines.get(0).contains("${") && lines.get(0).chars().noneMatch(Character::isISOControl), lines.get(0));
        assertEquals("create table t (id bigint);", lines.get(2));
    }

    @Test
    void gets_the_next_number() throws IOException {
        assertEquals(1, folder(Engine.H2).next());
        Files.createFile(scripts(Engine.H2).resolve("V1__first.sql"));
        Files.createFile(scripts(Engine.POSTGRESQL).resolve("V1__first.sql"));
        Files.createFile(scripts(Engine.H2).resolve("notes.txt"));
        assertEquals(2, folder(Engine.H2).next());
        assertEquals(Optional.empty(), folder(Engine.H2).lacking(1));
    }

    @Test
    void gets_the_number_that_its_like_for_the_other_engine_has() throws IOException {
        Files.createFile(scripts(Engine.H2).resolve("V1__first.sql"));
        Files.createFile(scripts(Engine.H2).resolve("V10__tenth.sql"));
        assertEquals(1, folder(Engine.POSTGRESQL).next());
        Files.createFile(scripts(Engine.POSTGRESQL).resolve("V1__first.sql"));
        assertEquals(10, folder(Engine.POSTGRESQL).next());
        assertEquals(11, folder(Engine.H2).next());
        assertEquals(Optional.of(Engine.POSTGRESQL), folder(Engine.H2).lacking(10));
    }

    @Test
    void overwrites_nothing() throws IOException {
        Path written = folder(Engine.H2).write("V1__first.sql", "one");
        assertEquals(scripts(Engine.H2).resolve("V1__first.sql"), written);
        assertThrows(FileAlreadyExistsException.class, () -> folder(Engine.H2).write("V1__first.sql", "two"));
        assertEquals("one", Files.readString(written));
    }

    @Test
    void has_no_place_outside_of_a_checkout(@TempDir Path elsewhere) {
        assertEquals(Optional.empty(), ScriptFolder.above(elsewhere, Engine.H2));
    }

    private ScriptFolder folder(Engine engine) throws IOException {
        return ScriptFolder.above(Files.createDirectories(checkout.resolve("app/src")), engine).orElseThrow();
    }

    private Path scripts(Engine engine) {
        return checkout.resolve("model/src/main/resources/db/migration").resolve(engine.folder());
    }
}
