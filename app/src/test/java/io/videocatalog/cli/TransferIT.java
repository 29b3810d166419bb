package io.videocatalog.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.videocatalog.cli.Program.Result;
import io.videocatalog.faults.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands import and export do to the database, on an H2 file. */
@Tag("slow")
class TransferIT {

    @TempDir
    Path home;

    /** The program on a database of its own. */
    Program program() throws IOException {
        return Program.at(home);
    }

    static String rows(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "{\"name\":\"n" + i + "\",\"description\":\"About " + i + "\"}\n")
                .collect(Collectors.joining());
    }

    static List<String> names(Result export) {
        return export.out().lines().map(line -> line.replaceAll("^\\{\"name\":\"(.*)\"}$", "$1")).toList();
    }

    @Test
    void imports_what_it_exports_and_gives_the_same_bytes_again() throws Exception {
        Result imported = program().runWith(rows(2500), "import", "-");
        assertEquals(0, imported.code(), imported.err());
        assertTrue(imported.out().startsWith("2,500 created, 0 updated, 0 rejected in "), imported.out());
        Path file = home.resolve("all.ndjson");
        assertEquals(0, program().run("export", file.toString()).code());
        String first = Files.readString(file);
        assertEquals(2500, first.lines().count());

        Result again = program().run("import", "--mode", "upsert", file.toString());
        assertTrue(again.out().startsWith("0 created, 2,500 updated, 0 rejected in "), again.out() + again.err());
        assertEquals(first, program().run("export").out());
    }

    @Test
    void works_beside_a_service_that_has_the_database_open() throws Exception {
        try (ServiceProcess service = start()) {
            assertEquals(201, service.post("{\"name\":\"first\",\"description\":\"d\"}").statusCode());
            assertEquals(0, program().runWith(rows(1200), "import", "-").code());
            assertEquals(201, service.post("{\"name\":\"last\",\"description\":\"d\"}").statusCode());
            assertEquals(1202, service.ids().stream().distinct().count());
            assertEquals(service.get("/api/videos?format=ndjson").body(), program().run("export").out());
        }
    }

    @Test
    void keeps_nothing_of_an_atomic_import_with_a_rejected_row_nor_of_a_dry_run_and_says_what_was_cut() throws Exception {
        String rows = rows(1500) + "{\"name\":\"" + "x".repeat(300) + "\",\"description\":\"d\"}\n";
        Result dry = program().runWith(rows, "import", "-", "--dry-run");
        assertEquals(3, dry.code(), dry.err());
        assertTrue(dry.out().matches("(?s).*\\n1,500 to be created, 0 updated, 1 rejected in .*; nothing was written\\n"), dry.out());
        Result atomic = program().runWith(rows, "import", "-", "--atomic");
        assertEquals(3, atomic.code(), atomic.err());
        assertTrue(atomic.out().matches("(?s).*\\n0 created, 0 updated, 1 rejected in .*; nothing was written\\n"), atomic.out());

        Result cut = program().runWith(rows, "import", "-", "--truncate", "--from", "1500");
        assertEquals(0, cut.code(), cut.err());
        assertTrue(cut.out().startsWith(
                "line 1501: name: at most 250 characters, 300 given, cut\n2 created, 0 updated, 0 rejected, 1 cut in "), cut.out());
        assertEquals(List.of("n1500", "x".repeat(250)), names(program().run("export", "-p", "fields=name")));
    }

    @Test
    void an_import_stands_in_the_history_and_is_taken_back_as_it_says() throws Exception {
        String out = program().runWith(rows(3), "import", "-").out();
        String request = out.strip().replaceFirst("(?s).*\nTo take it back: video-catalog revert --request ", "");
        Result history = program().run("history", "videos", "3", "--limit", "1");
        assertTrue(history.out().matches("3  \\S+Z  created  videos 3  by operator  name: \"n3\"\n"), history.toString());
        assertTrue(program().run("history", "--limit", "1", "--json").out().startsWith("{\"number\":3,\"entity\":\"videos\",\"id\":3,"));
        assertEquals("3 rows were taken back.\n", program().run("revert", "--request", request).out());
        assertEquals(List.of(), names(program().run("export", "-p", "fields=name")));
        Result again = program().run("revert", "--request", request);
        assertEquals(1, again.code());
        assertTrue(again.err().startsWith("Nothing was taken back. The video 3 was changed since, by operator at "), again.err());
        assertEquals("Change 6 was taken back by change 7.\n", program().run("revert", "6").out());
        Result unknown = program().run("revert", "99");
        assertEquals("There is no change 99; video-catalog history lists them.\n", unknown.err());
        assertEquals(2, program().run("revert").code());
        assertEquals(2, program().run("revert", "1", "--request", request).code());
    }

    @Test
    void ends_on_ctrl_c_while_nothing_comes_through_the_pipe() throws Exception {
        try (RunningProgram running = new RunningProgram(program().process("import", "-", "--json"))) {
            running.type(rows(2500));
            running.awaitOut("\"created\":2000");
            running.interrupt();
            Result result = running.end();
            assertEquals(130, result.code(), result.toString());
            assertTrue(result.out().endsWith("}\n") && result.out().contains("\n{\"created\":2000,"), result.out());
            assertEquals("Interrupted; what is up to line 2000 is done, go on with --from 2001.\n", result.err());
        }
        assertEquals(0, program().runWith(rows(2500), "import", "-", "--from", "2001").code());
        List<String> names = names(program().run("export", "-p", "fields=name"));
        assertEquals(2500, names.size());
        assertEquals("n2500", names.get(2499));
    }

    @Test
    void keeps_nothing_of_an_atomic_import_that_is_told_to_end() throws Exception {
        try (RunningProgram running = new RunningProgram(program().process("import", "-", "--json", "--atomic"))) {
            running.type(rows(1500));
            running.awaitOut("\"created\":1000");
            running.signal("TERM");
            Result result = running.end();
            assertEquals("Interrupted; nothing was kept.\n", result.err());
            assertEquals(143, result.code());
        }
        assertEquals("", program().run("export").out());
    }

    /** A service on the program's database. */
    ServiceProcess start() throws Exception {
        return ServiceProcess.start(home);
    }
}
