package io.videocatalog.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.videocatalog.cli.Program.Result;
import io.videocatalog.faults.ServiceProcess;
import io.videocatalog.postgresql.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program backs up and restores, beside services and between engines. */
@Tag("slow")
class BackupIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static EmbeddedPostgres postgres;

    @TempDir
    Path folder;

    @BeforeAll
    static void startServer() throws Exception {
        postgres = Postgres.builder().setLocaleConfig("locale", "C.UTF-8").start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        postgres.close();
    }

    private static String newDatabase() throws Exception {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = postgres.getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return "postgresql://postgres@127.0.0.1:" + postgres.getPort() + "/" + name;
    }

    /** @return everything that the catalogue has */
    private static List<String> fillAndBackUp(Path home, Path file) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(home)) {
            fill(service);
            List<String> everything = everything(service);
            assertDone(Program.at(home).run("db", "backup", file.toString()));
            return everything;
        }
    }

    @Test
    void moves_a_catalogue_to_postgresql_and_back_as_it_is() throws Exception {
        Path file = folder.resolve("h2.zip");
        List<String> before = fillAndBackUp(folder.resolve("first"), file);
        String url = newDatabase();
        assertDone(Program.on(url, folder).run("db", "restore", file.toString()));
        Path back = folder.resolve("postgresql.zip");
        try (ServiceProcess service = ServiceProcess.startOn(url)) {
            assertEquals(before, everything(service));
            assertNewId(service, before);
            assertDone(Program.on(url, folder).run("db", "backup", back.toString()));
        }
        Path second = Files.createDirectory(folder.resolve("second"));
        assertDone(Program.at(second).run("db", "restore", back.toString()));
        try (ServiceProcess service = ServiceProcess.start(second)) {
            assertEquals(before, everything(service).subList(0, before.size()));
            assertNewId(service, before);
        }
    }

    private static void fill(ServiceProcess service) throws Exception {
        post(service, "/api/users", "{\"name\":\"Åse\",\"email\":\"Ase@example.org\"}");
        for (String name : List.of("🎬 \\\\N", "Ünï 字 \\u0301", "deleted", "plain", "deleted last")) {
            post(service, "/api/videos", "{\"name\":\"" + name + "\",\"description\":\"a\\nb\\tc 👩‍👩‍👧\",\"ownerId\":1}");
        }
        assertEquals(200, service.send(service.request("/api/videos/4").header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString("{\"ownerId\":null}"))).statusCode());
        for (int id : new int[]{3, 5}) {
            assertEquals(204, service.send(service.request("/api/videos/" + id).DELETE()).statusCode());
        }
    }

    private static HttpResponse<String> post(ServiceProcess service, String path, String json) throws Exception {
        HttpResponse<String> answer = service
                .send(service.request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
        assertEquals(201, answer.statusCode(), answer.body());
        return answer;
    }

    /** All there is, with the version of each. */
    private static List<String> everything(ServiceProcess service) throws Exception {
        StringBuilder all = new StringBuilder();
        for (String path : List.of("/api/users", "/api/videos")) {
            for (String row : service.get(path + "?format=ndjson&sort=id").body().lines().toList()) {
                String etag = service.get(path + "/" + JSON.readTree(row).get("id")).headers().firstValue("ETag").orElseThrow();
                all.append(row).append(etag).append('\n');
            }
        }
        return all.toString().lines().toList();
    }

    private static void assertNewId(ServiceProcess service, List<String> before) throws Exception {
        long id = JSON.readTree(post(service, "/api/videos", "{\"name\":\"new\",\"description\":\"d\"}").body()).get("id").asLong();
        assertTrue(id > 5, id + " was given to a video that is deleted by now");
    }

    private static Result assertDone(Result result) {
        assertEquals(0, result.code(), result.err());
        assertEquals("", result.err());
        return result;
    }

    @Test
    void shows_one_moment_of_a_service_that_is_written_to() throws Exception {
        Path home = folder.resolve("home");
        try (ServiceProcess service = ServiceProcess.start(home)) {
            importRound(service, 0);
            AtomicInteger rounds = new AtomicInteger();
            AtomicBoolean writing = new AtomicBoolean(true);
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                while (writing.get()) {
                    importRound(service, rounds.incrementAndGet());
                }
            });
            assertDone(Program.at(home).run("db", "backup", folder.resolve("backup.zip").toString()));
            int meanwhile = rounds.get();
            writing.set(false);
            writer.join();
            assertTrue(meanwhile > 0, "the service could not write meanwhile");
        }
        List<String> rows = entry(folder.resolve("backup.zip"), "videos.ndjson").lines().toList();
        assertEquals(500, rows.size());
        assertEquals(1, rows.stream().map(row -> row.replaceFirst(".*(round \\d+)\".*", "$1")).distinct().count(), "one moment");
    }

    /** Writes 500 videos in one transaction. */
    private static void importRound(ServiceProcess service, int round) {
        String rows = IntStream.rangeClosed(1, 500)
                .mapToObj(id -> "{\"id\":" + id + ",\"name\":\"v\",\"description\":\"round " + round + "\"}\n")
                .collect(Collectors.joining());
        try {
            HttpResponse<String> report = service.send(service.request("/api/videos/import?mode=upsert&atomic=true")
                    .header("Content-Type", "application/x-ndjson").POST(BodyPublishers.ofString(rows)));
            assertTrue(report.body().contains("\"rejected\":0"), report.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String entry(Path zip, String name) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return new String(file.getInputStream(file.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void writes_a_file_that_others_cannot_read_and_replaces_none_unasked() throws Exception {
        Program program = Program.at(emptyCatalogue());
        Path file = folder.resolve("backup.zip");
        Result first = assertDone(program.run("db", "backup", "--json", file.toString()));
        JsonNode summary = JSON.readTree(first.out());
        assertEquals(0, summary.at("/tables/users").asInt(-1));
        assertEquals(0, summary.at("/tables/videos").asInt(-1));
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
        byte[] before = Files.readAllBytes(file);
        assertFailed(file + " is there already; choose another name, or use --force to replace a file.",
                program.run("db", "backup", file.toString()));
        assertArrayEquals(before, Files.readAllBytes(file));
        Files.writeString(folder.resolve("backup.zip.part"), "left by a killed one");
        assertDone(program.run("db", "backup", "--force", file.toString()));
        assertFalse(Files.exists(folder.resolve("backup.zip.part")));
        assertFailed("The backup cannot be written to " + folder.resolve("no/backup.zip") + ": there is no such folder.",
                program.run("db", "backup", folder.resolve("no/backup.zip").toString()));
    }

    @Test
    void writes_to_a_pipe() throws Exception {
        Program program = Program.at(emptyCatalogue());
        ProcessBuilder builder = Program.builder(List.of(), List.of("db", "backup", "-"));
        builder.environment().put("VIDEO_CATALOG_HOME", folder.resolve("empty").toString());
        Path piped = folder.resolve("piped.zip");
        assertEquals(0, builder.redirectOutput(piped.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor());
        assertEquals("", entry(piped, "videos.ndjson"));
        Path other = Files.createDirectory(folder.resolve("other"));
        assertDone(Program.at(other).run("db", "restore", piped.toString()));
        assertEquals(2, program.run("db", "backup").code(), "no FILE");
    }

    private Path emptyCatalogue() throws Exception {
        Path home = folder.resolve("empty");
        try (ServiceProcess service = ServiceProcess.start(home)) {
            assertEquals(List.of(), service.ids());
        }
        return home;
    }

    @Test
    void refuses_in_one_sentence_what_would_do_harm() throws Exception {
        Path nothing = Files.createDirectory(folder.resolve("nothing"));
        assertFailed(
                "There is no database file " + nothing.resolve("catalog.mv.db")
                        + "; set VIDEO_CATALOG_HOME or DATABASE_URL to the one to back up.",
                Program.at(nothing).run("db", "backup", folder.resolve("x.zip").toString()));
        String database = newDatabase();
        assertFailed("The database has no catalogue in it.",
                Program.on(database, folder).run("db", "backup", folder.resolve("x.zip").toString()));
        assertEquals(List.of(), files("x.zip"));
        Path home = folder.resolve("home");
        Path backup = folder.resolve("backup.zip");
        try (ServiceProcess service = ServiceProcess.start(home)) {
            fill(service);
            assertDone(Program.at(home).run("db", "backup", backup.toString()));
            assertFailed(
                    "The database file " + home.resolve("catalog.mv.db")
                            + " is in use by another process; stop that one, or set VIDEO_CATALOG_HOME to another folder.",
                    Program.at(home).run("db", "restore", backup.toString()));
        }
        assertFailed("The database is not empty: its table audit_events has rows; restore into a new database.",
                Program.at(home).run("db", "restore", backup.toString()));
        byte[] bytes = Files.readAllBytes(backup);
        Files.write(backup, Arrays.copyOf(bytes, bytes.length - 30));
        assertFailed("The backup " + backup + " is damaged: it is no complete zip file; use another one.",
                Program.at(nothing).run("db", "restore", backup.toString()));
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("videos.ndjson") + 40] ^= 1; // among the rows
        Files.write(backup, bytes);
        Result damaged = Program.at(nothing).run("db", "restore", backup.toString());
        assertTrue(damaged.code() == 1 && damaged.err().startsWith("The backup " + backup + " is damaged: "), damaged.err());
        assertFalse(Files.exists(nothing.resolve("catalog.mv.db")), "nothing has been written");
    }

    private static void assertFailed(String sentence, Result result) {
        assertEquals(sentence, result.err().strip());
        assertEquals(1, result.code());
        assertEquals("", result.out());
    }

    @Test
    void a_service_that_waits_at_empty_tables_goes_on_with_what_is_restored() throws Exception {
        Path backup = folder.resolve("backup.zip");
        List<String> before = fillAndBackUp(folder.resolve("home"), backup);
        String url = newDatabase();
        try (ServiceProcess service = ServiceProcess.startOn(url)) {
            assertEquals(List.of(), everything(service));
            assertDone(Program.on(url, folder).run("db", "restore", backup.toString()));
            assertEquals(before, everything(service));
            assertNewId(service, before);
        }
    }

    @Test
    void leaves_no_file_when_it_is_stopped() throws Exception {
        String url = newDatabase();
        Program program = Program.on(url, folder);
        assertDone(program.run("db", "upgrade"));
        try (Connection other = postgres.getDatabase("postgres", url.substring(url.lastIndexOf('/') + 1)).getConnection();
                RunningProgram running = new RunningProgram(program.process("db", "backup", "backup.zip"))) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table videos in access exclusive mode");
            running.await(() -> !files("backup").isEmpty(), "file");
            running.signal("TERM");
            assertEquals(143, running.end().code());
        }
        assertEquals(List.of(), files("backup"));
    }

    private List<Path> files(String prefix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
