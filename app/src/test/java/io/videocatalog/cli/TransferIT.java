package io.videocatalog.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.videocatalog.cli.Program.Result;
import io.videocatalog.faults.ServiceProcess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands import and export, on an H2 file. */
class TransferIT {

    @TempDir
    Path home;

    /** The program on a database of its own. */
    Program program() throws IOException {
        return Program.at(home);
    }

    private static String rows(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "{\"name\":\"n" + i + "\",\"description\":\"About " + i + "\"}\n")
                .collect(Collectors.joining());
    }

    private static List<String> names(Result export) {
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
    void names_rejected_rows_keeps_the_others_and_exits_with_3() throws Exception {
        String rows = "{\"name\":\"kept\",\"description\":\"d\"}\n{\"name\":\"\",\"titel\":1}\n{\"name\":\"also\",\"description\":\"d\"}\n";
        Result result = program().runWith(rows, "import", "-");
        assertEquals(3, result.code(), result.err());
        assertEquals("line 2: titel: is not a member of a video; name: must not be blank; description: is required",
                result.out().lines().findFirst().orElseThrow());
        assertEquals(List.of("kept", "also"), names(program().run("export", "-p", "fields=name")));
    }

    @Test
    void keeps_nothing_of_an_atomic_import_with_a_rejected_row_nor_of_a_dry_run() throws Exception {
        assertEquals(3, program().runWith(rows(1500) + "{}\n", "import", "-", "--atomic").code());
        assertEquals(0, program().runWith(rows(1500), "import", "-", "--dry-run").code());
        assertEquals("", program().run("export").out());
    }

    @Test
    void reads_and_writes_by_the_name_of_the_file() throws Exception {
        Path csv = Files.writeString(home.resolve("in.csv"), "name,description\r\n\"a, b\",\"two\nlines\"\r\n");
        assertEquals(0, program().run("import", csv.toString()).code());
        Path packed = home.resolve("out.csv.gz");
        assertEquals(0, program().run("export", packed.toString(), "-p", "fields=name,description").code());
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(packed)))) {
            assertEquals(Files.readString(csv).replace("\"two\nlines\"", "\"two\nlines\""), new String(unpacked.readAllBytes()));
        }
        Path json = home.resolve("out.json");
        assertEquals(0, program().run("export", json.toString()).code());
        assertEquals(0, program().run("import", json.toString()).code());
        assertEquals(0, program().run("import", "--mode", "upsert", packed.toString()).code());
    }

    @Test
    void selects_and_sorts_by_the_parameters_of_the_api() throws Exception {
        program().runWith(rows(30), "import", "-");
        assertEquals(List.of("n3", "n30"),
                names(program().run("export", "-p", "q=about 3", "-p", "sort=name", "-p", "fields=name")));
        for (String wrong : List.of("limit=3", "sort=owner", "nonsense=1", "ownerId=x")) {
            Result result = program().run("export", "-p", wrong);
            assertEquals(2, result.code(), wrong);
            assertTrue(result.err().contains(wrong.split("=")[0]) && !result.err().contains("Exception"), result.err());
        }
        assertEquals(2, program().run("export", "--entity", "films").code());
        assertEquals(0, program().run("export", "--entity", "users").code());
    }

    @Test
    void replaces_no_file_unasked_and_leaves_no_part_of_one() throws Exception {
        program().runWith(rows(3), "import", "-");
        Path file = Files.writeString(home.resolve("mine.ndjson"), "precious");
        Result refused = program().run("export", file.toString());
        assertEquals(1, refused.code());
        assertTrue(refused.err().contains("--force"), refused.err());
        assertEquals("precious", Files.readString(file));
        assertEquals(0, program().run("export", "--force", file.toString()).code());
        assertEquals(3, Files.readString(file).lines().count());

        Result nowhere = program().run("export", home.resolve("no/such/folder.csv").toString());
        assertEquals(1, nowhere.code());
        assertEquals(1, nowhere.err().lines().count(), nowhere.err());
        assertFalse(Files.exists(home.resolve("mine.ndjson.part")));
    }

    @Test
    void says_in_one_sentence_what_cannot_be_read() throws Exception {
        Path packed = Files.write(home.resolve("broken.ndjson.gz"), new byte[]{31, (byte) 139, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3});
        for (String file : List.of(home.resolve("absent.ndjson").toString(), home.toString() + "/.", packed.toString())) {
            Result result = program().run("import", "--format", "ndjson", file);
            assertEquals(1, result.code(), file);
            assertTrue(!result.err().contains("Exception") && result.err().lines().count() == 1, result.err());
        }
        assertEquals(2, program().run("import", home.resolve("what.txt").toString()).code());
        assertEquals(2, program().run("import").code());
    }

    @Test
    void reports_as_the_api_does_on_request() throws Exception {
        Result result = program().runWith("{\"name\":\"n\",\"description\":\"d\"}\n{}\n", "import", "-", "--json");
        assertEquals(3, result.code());
        List<String> lines = result.out().lines().toList();
        assertTrue(lines.get(0).startsWith("{\"line\":2,\"errors\":[{\"pointer\":\"/name\",\"code\":\"required\""), result.out());
        assertEquals("{\"created\":1,\"updated\":0,\"rejected\":1}", lines.get(lines.size() - 1));
    }

    @Test
    void goes_on_where_an_import_has_stopped() throws Exception {
        Result result = program().runWith(rows(5), "import", "-", "--from", "4");
        assertEquals(0, result.code(), result.err());
        assertEquals(List.of("n4", "n5"), names(program().run("export", "-p", "fields=name")));
    }

    @Test
    void ends_on_ctrl_c_behind_a_whole_batch_and_says_how_to_go_on() throws Exception {
        ProcessBuilder builder = Program.builder(List.of(), List.of("import", "-"));
        builder.environment().putAll(environment());
        Path err = home.resolve("err");
        Process process = builder.redirectError(err.toFile()).redirectOutput(home.resolve("out").toFile()).start();
        try (var in = process.outputWriter()) {
            in.write(rows(3000));
            in.flush();
            while (names(program().run("export", "-p", "fields=name")).size() < 2000) {
                Thread.sleep(200);
            }
            assertEquals(0, new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor());
            Thread.sleep(500);
            in.write(rows(1)); // What it waits for.
        } catch (IOException e) {
            assertTrue(process.waitFor() == 130, "the pipe is closed by a process that has ended");
        }
        assertEquals(130, process.waitFor(), Files.readString(err));
        String line = Files.readString(err).strip();
        assertTrue(line.matches("Interrupted; what is up to line (\\d+) is done, go on with --from (\\d+)\\."), line);
        int settled = Integer.parseInt(line.replaceAll(".*up to line (\\d+) .*", "$1"));
        assertEquals(settled, names(program().run("export", "-p", "fields=name")).size());
    }

    @Test
    void is_quiet_when_nobody_reads_its_output_any_more() throws Exception {
        program().runWith(rows(20000), "import", "-");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", "\"$0\" export | head -n 1; echo ${PIPESTATUS[0]}",
                Program.builder(List.of(), List.of()).command().get(0));
        builder.environment().putAll(environment());
        Process process = builder.redirectErrorStream(true).start();
        List<String> lines = new String(process.getInputStream().readAllBytes()).lines().toList();
        assertEquals(2, lines.size(), lines.toString());
        assertEquals("141", lines.get(1));
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

    /** A service on the program's database. */
    ServiceProcess start() throws Exception {
        return ServiceProcess.start(home);
    }

    /** What has the launcher use the program's database. */
    Map<String, String> environment() {
        return Map.of("VIDEO_CATALOG_HOME", home.toString());
    }
}
