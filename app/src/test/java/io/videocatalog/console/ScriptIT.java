package io.videocatalog.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.videocatalog.cli.Program;
import io.videocatalog.faults.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts on H2, and what does not depend on the engine. */
@Tag("jvm")
class ScriptIT extends ScriptContract {

    private static final String NIGHT_TRAIN = "var video = new Video(); video.name = \"Night Train\"; video.description = \"d\"; "
            + "video.persist();\n";
    private static final String UNSAVED = "Not saved: what was done since the last commit() is undone.\n";

    @TempDir
    Path home;

    @Override
    Program program() {
        return Program.at(home);
    }

    @Test
    void stops_at_the_first_mistake_and_saves_nothing_more() throws Exception {
        Program.Result mistake = run(NIGHT_TRAIN + "commit();\nvideo.name = \"Day Train\";\n\nvideo.nmae = \"Day Train\";\ncommit();\n");
        assertEquals(1, mistake.code());
        assertEquals("", mistake.out());
        assertEquals("""
                line 5: cannot find symbol: variable nmae
                    video.nmae = "Day Train";
                    ^
                """.replace("    ^", "         ^") + UNSAVED, mistake.err());

        assertEquals("""
                line 3: java.lang.ArithmeticException: / by zero
                """, run("int half(int whole) {\n\n    return whole / 0;\n}\nhalf(1)\nhalf(2)\n").err());
        assertEquals("line 2: the script ends before this is complete\n", run("1 + 1;\nfor (;;) {\n    commit();\n").err());
        assertEquals("[Night Train]\n", run("Video.<Video>streamAll().map(found -> found.name).toList()").out());
    }

    @Test
    void fails_when_work_is_left_unsaved() throws Exception {
        Program.Result left = run(NIGHT_TRAIN + "Video.count()");
        assertEquals("1\n", left.out());
        assertEquals(UNSAVED, left.err());
        assertEquals(1, left.code());

        Program.Result undone = run(NIGHT_TRAIN + "rollback();\nVideo.count()");
        assertEquals("0\n", undone.out());
        assertEquals("", undone.err());
        assertEquals(0, undone.code());

        assertEquals(1, run(NIGHT_TRAIN + "commit();\nvideo.name = \"Day Train\";").code());
        assertEquals(1, run("Video.update(\"description = 'e'\")").code());
        assertEquals("d\n", run("System.out.println(Video.<Video>findAll().firstResult().description);").out());
    }

    @Test
    void shows_the_beginning_of_a_long_list() throws Exception {
        Program.Result session = run("""
                for (int i = 0; i < 30; i++) {
                    var video = new Video(); video.name = "Part " + i; video.description = "d"; video.persist();
                }
                Video.listAll()
                Video.find("name", "Part 1")
                rollback()
                """);
        List<String> lines = session.out().lines().toList();
        assertEquals(22, lines.size(), session.out());
        assertEquals(" … 10 more]", lines.get(20));
        assertTrue(lines.get(21).startsWith("a query; "), session.out());
    }

    @Test
    void works_beside_a_service_on_the_same_file() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(home)) {
            assertEquals(201, service.post("{\"name\":\"n\",\"description\":\"d\"}").statusCode());
            Program.Result session = run("Video.count()\n" + NIGHT_TRAIN + "commit();\n");
            assertEquals("", session.err());
            assertEquals("1\n", session.out());
            assertEquals(2, service.ids().size());
        }
    }

    @Test
    void needs_jshell_and_says_so_before_anything_is_opened() throws Exception {
        ProcessBuilder withoutJShell = Program.builder(List.of(), List.of("console"));
        withoutJShell.environment().put("VIDEO_CATALOG_HOME", home.toString());
        withoutJShell.environment().put("JAVA_OPTS", "--limit-modules java.se,jdk.unsupported");
        Process process = withoutJShell.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertEquals("The console needs JShell, which this Java lacks; set JAVA_HOME to a JDK.\n", output);
        assertEquals(1, process.waitFor());
        try (var files = Files.list(home)) {
            assertEquals(0, files.count());
        }
    }
}
