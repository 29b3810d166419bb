package io.videocatalog.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.videocatalog.cli.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console on a terminal, which {@code script} pretends to be. */
@Tag("jvm")
class PromptIT {

    private static final String PROMPT = "catalogue> ";
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_P = "\u0010";
    private static final String CTRL_D = "\u0004";
    private static final long SECONDS = 120;

    @TempDir
    Path home;

    private Process terminal;
    private Path screen;
    private int seen;

    @BeforeEach
    void open() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "needs script of util-linux");
        ProcessBuilder builder = Program.builder(List.of(), List.of("console"));
        builder.command("/usr/bin/script", "-qec", "stty cols 100 rows 30; exec " + String.join(" ", builder.command()),
                "/dev/null");
        builder.environment().put("VIDEO_CATALOG_HOME", home.toString());
        builder.environment().put("XDG_STATE_HOME", home.resolve("state").toString());
        builder.environment().put("TERM", "xterm");
        screen = Files.createTempFile(home, "screen", "");
        seen = 0;
        terminal = builder.redirectErrorStream(true).redirectOutput(screen.toFile()).start();
        await(PROMPT);
    }

    @AfterEach
    void close() {
        terminal.destroyForcibly();
    }

    @Test
    void completes_shows_results_and_survives_mistakes_and_ctrl_c() throws Exception {
        type("Video.listB\t");
        await("Video.listByOwner(");
        type("null)\r");
        await("$1 ==> []");
        type("for (int turn = 0; true; turn++) {\rif (turn == 0) System.out.println(\"tur\" + \"ning\");\r}\r");
        await("...>");
        await("turning");
        type(CTRL_C);
        await("Stopped.");
        type("var video = new Video()\r");
        await("video ==> Video[id=null, name=null]");
        type("video.persist(); commit()\r");
        await("|  Exception ConstraintViolationException: Video.description: is required");
        type("video.nmae\r");
        await("cannot find symbol");
        type("video.name = \"Night Train\"; video.description = \"d\"; video.persist(); commit(); Video.count()\r");
        await("==> 1");
        leave(0);
        assertFalse(shown().contains("Not saved"), shown());
    }

    @Test
    void says_that_work_is_not_saved_and_keeps_the_history() throws Exception {
        type("var video = new Video(); video.name = \"Night Train\"; video.description = \"d\"; video.persist()\r");
        await("\"d\"");
        leave(0);
        assertTrue(shown().contains("Not saved: what was done since the last commit() is undone."), shown());

        open();
        type(CTRL_P);
        await("video.persist()");
        type(CTRL_C);
        await(PROMPT);
        type("/exit 3\r");
        assertEquals(3, exitCode());
    }

    private void type(String keys) throws IOException {
        seen = shown().length();
        terminal.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        terminal.getOutputStream().flush();
    }

    private void await(String text) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!shown().substring(seen).contains(text)) {
            assertTrue(System.nanoTime() < end && terminal.isAlive(), () -> "no '" + text + "' in " + shown());
            Thread.sleep(50);
        }
    }

    private String shown() {
        try {
            return Files.readString(screen);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void leave(int code) throws Exception {
        await(PROMPT);
        type(CTRL_D);
        assertEquals(code, exitCode());
    }

    private int exitCode() throws InterruptedException {
        assertTrue(terminal.waitFor(SECONDS, TimeUnit.SECONDS), this::shown);
        return terminal.exitValue();
    }
}
