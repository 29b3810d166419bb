package io.videocatalog.db;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of H2's file before H2 opens it. */
class DatabaseFileTest {

    private static byte[] closedCleanly;

    @TempDir
    Path folder;
    private Path path;
    private DatabaseFile file;

    @BeforeAll
    static void closeDatabase(@TempDir Path folder) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("catalog"));
                Statement sql = connection.createStatement()) {
            sql.execute("create table videos as select x as id, random_uuid() as name from system_range(1, 5000)");
        }
        closedCleanly = Files.readAllBytes(folder.resolve("catalog.mv.db"));
    }

    @BeforeEach
    void nameFile() {
        path = folder.resolve("catalog.mv.db");
        file = DatabaseFile.of("jdbc:h2:file:" + folder.resolve("catalog")).orElseThrow();
    }

    @Test
    void a_whole_file_can_be_opened() throws Exception {
        Files.write(path, closedCleanly);
        assertTrue(file.prepare());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, 8192})
    void a_file_of_which_only_the_beginning_is_left_is_refused(int length) throws Exception {
        refuses(Arrays.copyOf(closedCleanly, length));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4096, 16384})
    void a_file_that_has_lost_its_end_is_refused(int lost) throws Exception {
        refuses(Arrays.copyOf(closedCleanly, closedCleanly.length - lost));
    }

    @Test
    void half_a_file_is_refused() throws Exception {
        refuses(Arrays.copyOf(closedCleanly, closedCleanly.length / 2));
    }

    @Test
    void a_file_that_is_no_database_is_refused() throws Exception {
        refuses("this is a text\n".repeat(5000).getBytes());
    }

    private void refuses(byte[] content) throws Exception {
        Files.write(path, content);
        String sentence = assertThrows(StartFailure.class, file::prepare).getMessage();
        assertTrue(sentence.startsWith("The database file " + path + " "), sentence);
        assertEquals(1, sentence.lines().count(), sentence);
        assertArrayEquals(content, Files.readAllBytes(path), "the damaged file has been changed");
    }
}
