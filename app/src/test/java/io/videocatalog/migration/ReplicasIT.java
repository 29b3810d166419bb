package io.videocatalog.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.videocatalog.cli.Program;
import io.videocatalog.faults.ServiceProcess;
import io.videocatalog.postgresql.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas on one PostgreSQL. */
class ReplicasIT {

    /** Longer than a statement of a request may take, and than Flyway waits for its lock unless it is told to wait longer. */
    private static final long LONG_SECONDS = 75;

    @TempDir
    Path folder;

    private EmbeddedPostgres server;

    @BeforeEach
    void startServer() throws IOException {
        server = Postgres.start();
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void make_the_tables_once_when_they_start_together_and_both_serve() throws Exception {
        try (ServiceProcess first = launch(); ServiceProcess second = launch()) {
            bothServe(first, second);
        }
    }

    @Test
    @Tag("slow")
    void wait_for_each_other_however_long_a_script_takes() throws Exception {
        try (Connection connection = server.getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // The first script waits for the end of this transaction to make a function of the same name.
            statement.execute("create function words(search_text text) returns int language sql return 1");
            try (ServiceProcess first = launch(); ServiceProcess second = launch()) {
                Thread.sleep(LONG_SECONDS * 1000);
                assertTrue(first.isAlive() && second.isAlive(), () -> first.err() + second.err());
                connection.rollback();
                bothServe(first, second);
            }
        }
    }

    @Test
    void let_in_whoever_has_signed_in_at_the_other_until_the_session_ends_at_either() throws Exception {
        Program closed = program().closed();
        try (ServiceProcess first = ServiceProcess.start(closed); ServiceProcess second = ServiceProcess.start(closed)) {
            Program.Result added = closed.runWith("a long walk to the moon\n", "user", "add", "--password-stdin", "georges@example.org");
            assertEquals(0, added.code(), added.err());
            HttpResponse<String> signedIn = first.send(first.request("/api/sessions").header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"email\":\"georges@example.org\",\"password\":\"a long walk to the moon\"}")));
            assertEquals(201, signedIn.statusCode(), signedIn.body());
            String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");

            assertEquals(401, second.get("/api/videos").statusCode());
            assertEquals(200, second.send(second.request("/api/videos").header("Cookie", cookie)).statusCode());
            assertEquals(204, second.send(second.request("/api/sessions/current").header("Cookie", cookie)
                    .header("Origin", "http://127.0.0.1:" + second.port).DELETE()).statusCode());
            assertEquals(401, first.send(first.request("/api/videos").header("Cookie", cookie)).statusCode());
        }
    }

    private ServiceProcess launch() throws IOException {
        return ServiceProcess.launch(program());
    }

    private Program program() {
        return Program.on("postgresql://postgres@localhost:" + server.getPort() + "/postgres", folder);
    }

    private static void bothServe(ServiceProcess first, ServiceProcess second) throws Exception {
        first.await("/q/health/ready", 200, 120);
        second.await("/q/health/ready", 200, 120);
        assertEquals(201, first.post("{\"name\":\"n\",\"description\":\"d\"}").statusCode());
        assertEquals(1, second.ids().size());
        List<String> ran = Stream.of(first, second).flatMap(service -> service.out().lines()).filter(line -> line.contains("has run"))
                .map(line -> line.replaceAll(".* script ", "")).toList();
        assertTrue(ran.size() > 1, ran::toString);
        assertEquals(List.copyOf(new TreeSet<>(ran)), ran.stream().sorted().toList());
    }
}
