package io.videocatalog.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFileTest {

    @TempDir
    Path folder;

    @Test
    void replaces_no_pipe_and_no_folder() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        for (Path path : new Path[]{pipe, folder}) {
            String sentence = assertThrows(BackupFailure.class, () -> NewFile.create(path, true)).getMessage();
            assertEquals(path + " is not a file; choose another name, or write to - and send that there.", sentence);
        }
        assertFalse(Files.isRegularFile(pipe));
    }

    @Test
    void replaces_what_a_link_points_to_and_not_the_link() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        try (NewFile written = NewFile.create(link, true)) {
            written.out().write('n');
            written.keep();
        }
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("n", Files.readString(file));
        assertEquals(2, folder.toFile().list().length);
    }

    @Test
    void leaves_nothing_of_what_is_not_kept() throws Exception {
        try (NewFile written = NewFile.create(folder.resolve("file"), false)) {
            written.out().write('n');
        }
        assertEquals(0, folder.toFile().list().length);
    }
}
