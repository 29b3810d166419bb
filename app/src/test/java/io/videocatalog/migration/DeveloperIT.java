package io.videocatalog.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.videocatalog.cli.Program;
import io.videocatalog.cli.Program.Result;
import io.videocatalog.dev.Checkout;
import io.videocatalog.faults.ServiceProcess;
import io.videocatalog.postgresql.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes the model in a copy of the sources, as a developer does, and brings databases with rows up to date, on both engines. */
@Tag("slow")
@Tag("jvm")
class DeveloperIT {

    private static final String VIDEO = "model/src/main/java/io/videocatalog/model/Video.java";
    private static final String SCRIPTS = "model/src/main/resources/db/migration/";

    /** What the next script begins with. */
    private static final int NUMBER = ScriptFolder.above(Path.of(""), Engine.H2).orElseThrow().next();
    private static final String NEXT = "V" + NUMBER;

    @TempDir
    Path folder;

    private Checkout checkout;
    private EmbeddedPostgres server;
    /** The released program on databases with rows, by engine. */
    private Map<String, Program> released;

    @BeforeEach
    void makeDatabasesWithRows() throws Exception {
        server = Postgres.start();
        released = Map.of("h2", Program.at(Files.createDirectory(folder.resolve("data"))), "postgresql",
                Program.on("postgresql://postgres@localhost:" + server.getPort() + "/postgres", folder));
        for (Program program : released.values()) {
            try (ServiceProcess service = ServiceProcess.start(program)) {
                assertEquals(201, service.post("{\"name\":\"Žluťoučký\",\"description\":\"d\"}").statusCode());
                assertEquals(201, service.post("{\"name\":\"Second\",\"description\":\"d\"}").statusCode());
                service.terminate();
                service.exitCode(60);
            }
        }
        checkout = Checkout.in(Files.createDirectory(folder.resolve("checkout")));
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void a_new_field_reaches_databases_with_rows() throws Exception {
        checkout.edit(VIDEO, "    /** Who the video belongs to", """
                    @NotNull
                    @Text(max = 80)
                    @Column(nullable = false, length = 160)
                    public String studio;

                    @SortKey(of = "studio")
                    @Column(nullable = false, length = 160)
                    String studioKey;

                    /** Who the video belongs to""");
        checkout.build();
        for (String engine : released.keySet()) {
            Result check = developed(engine).run("db", "check");
            assertEquals(1, check.code(), check.err());
            assertTrue(check.out().startsWith("videos.studio is in the entity and not in the table.\n"), check.out());
            writesScript(engine);
        }
        checkout.build();
        for (String engine : released.keySet()) {
            assertEquals("Entities and scripts agree.\n", succeeds(developed(engine).run("db", "check")).out());
            upgrades(engine);
            servesStudios(engine);
        }
    }

    private Program developed(String engine) {
        return released.get(engine).startedBy(checkout.launcher()).calledIn(checkout.folder().resolve("model"));
    }

    private void writesScript(String engine) throws Exception {
        Result printed = succeeds(developed(engine).calledIn(folder).run("db", "migrate", "-m", "add studio"));
        assertTrue(printed.out().startsWith("-- Add studio.\n\n"), printed.out());
        String page = Files.readString(Path.of("../docs/migrations.md"));
        assertEquals(engine.equals("h2"),
                page.replaceAll("V\\d+__add", NEXT + "__add")
                        .contains("$ cat " + SCRIPTS + engine + "/" + NEXT + "__add_studio.sql\n" + printed.out()),
                printed.out());
        assertTrue(printed.err().startsWith("Save this as " + NEXT + "__add_studio.sql"), printed.err());
        Result written = succeeds(developed(engine).run("db", "migrate", "-m", "add studio"));
        assertEquals("src/main/resources/db/migration/" + engine + "/" + NEXT + "__add_studio.sql\n", written.out());
        assertEquals(printed.out(), checkout.read(SCRIPTS + engine + "/" + NEXT + "__add_studio.sql"));
        Result again = succeeds(developed(engine).run("db", "migrate", "-m", "add studio"));
        assertTrue(again.out().contains("nothing to write"), again.out());
        assertEquals("Not in this program yet, which is to be built anew: " + NEXT + "__add_studio.sql\n", again.err());
    }

    private void upgrades(String engine) throws Exception {
        Program program = developed(engine);
        assertTrue(succeeds(program.run("db", "status")).out().contains("Behind: run video-catalog db upgrade."));
        String done = succeeds(program.run("db", "upgrade")).out();
        assertTrue(
                done.matches("(?s)Ran " + NEXT + "__add_studio.sql in \\d+ ms\\.\nFilled videos.studio_key in 2 rows\\.\n.* are at version "
                        + NUMBER
                        + "\\.\n.*"),
                done);
        assertEquals(1, succeeds(program.run("db", "upgrade")).out().lines().count());
        assertEquals(NUMBER + "\n", succeeds(program.run("db", "current")).out());
        assertTrue(succeeds(program.run("db", "status")).out().endsWith("State     Up to date.\n"));
        assertEquals("Entities and scripts agree.\n", succeeds(program.run("db", "check")).out());
        assertTrue(!engine.equals("h2") || Files.exists(folder.resolve("data/catalog-before-" + NEXT + ".mv.db")));

        Result older = released.get(engine).run("db", "upgrade");
        assertEquals(1, older.code());
        assertTrue(older.err().contains(NEXT + "__add_studio.sql, which this version of the program does not have"), older.err());
    }

    private void servesStudios(String engine) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(developed(engine))) {
            assertEquals(201, service.post("{\"name\":\"New\",\"description\":\"d\",\"studio\":\"Acme\"}").statusCode());
            String rows = service.get("/api/videos?fields=name,studio&sort=-studio").body();
            assertTrue(rows.contains("[{\"name\":\"New\",\"studio\":\"Acme\"},"), rows);
            assertTrue(rows.contains("{\"name\":\"Žluťoučký\",\"studio\":\"\"}"), rows);
        }
    }

    @Test
    void a_broken_script_leaves_a_way_back() throws Exception {
        for (String engine : released.keySet()) {
            checkout.write(SCRIPTS + engine + "/" + NEXT + "__break.sql",
                    "create index videos_x_idx on videos (version);\ninsert into nowhere values (1);\n");
        }
        checkout.build();
        for (String engine : released.keySet()) {
            goesBack(engine, fails(developed(engine).run("db", "upgrade")));
        }
        for (String engine : released.keySet()) {
            checkout.write(SCRIPTS + engine + "/" + NEXT + "__break.sql", "create index videos_x_idx on videos (version);\n");
        }
        checkout.build();
        for (String engine : released.keySet()) {
            try (ServiceProcess service = ServiceProcess.start(developed(engine))) {
                assertEquals(List.of(1L, 2L), service.ids());
                assertTrue(service.out().contains("The script " + NEXT + "__break.sql has run"), service.out());
            }
        }
        assertTrue(Files.exists(folder.resolve("data/catalog-before-" + NEXT + ".mv.db")), "the copy from before the failure");
        assertTrue(Files.exists(folder.resolve("data/catalog-before-" + NEXT + "-2.mv.db")),
                "the copy from before the upgrade at the start");
    }

    private void goesBack(String engine, String sentence) throws Exception {
        assertTrue(sentence.startsWith("The script " + NEXT + "__break.sql failed in line 2 (insert into nowhere values (1)): "), sentence);
        String status = succeeds(developed(engine).run("db", "status")).out();
        if (engine.equals("h2")) {
            String served = fails(developed(engine).run("serve"));
            Matcher command = Pattern.compile("run: (cp .*?);").matcher(served);
            assertTrue(command.find() && sentence.contains(command.group(1)) && status.contains(command.group(1)), served + status);
            assertEquals(0, new ProcessBuilder("sh", "-c", command.group(1)).start().waitFor());
            assertFalse(Files.exists(folder.resolve("data/catalog-before-" + NEXT + "-2.mv.db")), "nothing was copied once it had failed");
        } else {
            assertTrue(status.contains("Behind"), status);
        }
        try (ServiceProcess service = ServiceProcess.start(released.get(engine))) {
            assertEquals(List.of(1L, 2L), service.ids());
            service.terminate();
            service.exitCode(60);
        }
    }

    private static Result succeeds(Result result) {
        assertEquals(0, result.code(), result::toString);
        return result;
    }

    /** The sentence that a command has failed with. */
    private static String fails(Result result) {
        assertEquals(1, result.code(), result::toString);
        assertEquals(1, result.err().lines().count(), result.err());
        return result.err();
    }
}
