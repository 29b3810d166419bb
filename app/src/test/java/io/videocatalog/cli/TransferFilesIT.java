package io.videocatalog.cli;

import static io.videocatalog.cli.TransferIT.names;
import static io.videocatalog.cli.TransferIT.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.videocatalog.cli.Program.Result;
import io.videocatalog.faults.ServiceProcess;
import io.videocatalog.resource.Gzip;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands import and export read, write and say, whatever the database. */
@Tag("slow")
class TransferFilesIT {

    @TempDir
    Path home;

    private Program program() {
        return Program.at(home);
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
    void refuse_options_that_make_no_sense() throws Exception {
        for (String options : List.of("export -p name=a -p name=b", "export -p q", "export -p limit=5", "import --from 0 -")) {
            Result result = program().run(options.split(" "));
            assertEquals(2, result.code(), options);
            assertEquals(2, result.err().lines().count(), result.err());
        }
    }

    @Test
    void say_where_to_go_on_when_the_service_ends_that_has_the_file() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(home);
                RunningProgram running = new RunningProgram(program().process("import", "-", "--json"))) {
            running.type(rows(1500));
            running.awaitOut("\"created\":1000");
            service.terminate();
            service.exitCode(60);
            running.type(rows(1000));
            Result result = running.end();
            assertEquals("The database cannot be reached; what is up to line 1000 is done, go on with --from 1001.\n", result.err());
            assertEquals(1, result.code());
        }
        assertEquals(1000, names(program().run("export", "-p", "fields=name")).size());
    }

    @Test
    void say_when_what_they_print_cannot_be_written() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")));
        for (String command : List.of("import --json " + Files.writeString(home.resolve("in.ndjson"), rows(3)), "export", "db current")) {
            ProcessBuilder builder = program().process(command.split(" "));
            Path err = home.resolve("err");
            int code = builder.redirectOutput(new File("/dev/full")).redirectError(err.toFile()).start().waitFor();
            assertTrue(code == 1 || code == 141, command + ": " + code);
            assertEquals(1, Files.readString(err).lines().count(), Files.readString(err));
        }
    }

    @Test
    void reads_and_writes_by_the_name_of_the_file() throws Exception {
        Path csv = Files.writeString(home.resolve("in.csv"), "name,description\r\n\"a, b\",\"two\nlines\"\r\n");
        assertEquals(0, program().run("import", csv.toString()).code());
        Path packed = home.resolve("out.csv.gz");
        assertEquals(0, program().run("export", packed.toString(), "-p", "fields=name,description").code());
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(packed)))) {
            assertEquals(Files.readString(csv), new String(unpacked.readAllBytes()));
        }
        Path json = home.resolve("out.json");
        assertEquals(0, program().run("export", json.toString()).code());
        assertEquals(0, program().run("import", json.toString()).code());
        assertEquals(0, program().run("import", "--mode", "upsert", packed.toString()).code());
    }

    @Test
    void reads_what_is_compressed_from_a_pipe_and_counts_the_rows_of_an_array() throws Exception {
        byte[] csv = Gzip.compress("description,name\nd,packed\n".getBytes(StandardCharsets.UTF_8));
        assertEquals(0, program().runWith(csv, "import", "-", "--format", "csv").code());
        Result array = program().runWith("[" + rows(1) + ",\n\n{}]", "import", "-", "--format", "json");
        assertTrue(array.out().startsWith("row 2: "), array.out());
        assertEquals(List.of("packed", "n1"), names(program().run("export", "-p", "fields=name")));
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
    void is_quiet_when_nobody_reads_its_output_any_more() throws Exception {
        program().runWith(rows(20000), "import", "-");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", "\"$0\" export | head -n 1; echo ${PIPESTATUS[0]}",
                Program.builder(List.of(), List.of()).command().get(0));
        builder.environment().put("VIDEO_CATALOG_HOME", home.toString());
        Process process = builder.redirectErrorStream(true).start();
        List<String> lines = new String(process.getInputStream().readAllBytes()).lines().toList();
        assertEquals(2, lines.size(), lines.toString());
        assertEquals("141", lines.get(1));
    }
}
