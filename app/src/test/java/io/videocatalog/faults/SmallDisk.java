package io.videocatalog.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A disk that is soon full. */
final class SmallDisk {

    interface Use {
        void run() throws Exception;
    }

    private SmallDisk() {
    }

    /** Makes a folder the root of such a disk while it is used; where that is forbidden the test is skipped. */
    static void at(Path folder, int mebibytes, Use use) throws Exception {
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "none", folder.toString()), "needs the right to mount");
        try {
            use.run();
        } finally {
            run("umount", "--lazy", folder.toString());
        }
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    }

    /** Writes a file of this size, or as much of it as there is room for. */
    static Path fill(Path folder, long size) throws IOException {
        Path file = folder.resolve("filler");
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] block = new byte[4096];
            new Random(4096).nextBytes(block); // Some file systems find room for any number of zeros.
            for (long written = 0; written < size; written += block.length) {
                out.write(block);
            }
        } catch (IOException e) {
            assertTrue(e.getMessage().contains("No space left"), e.getMessage());
        }
        return file;
    }
}
