package io.videocatalog.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.videocatalog.cli.Program;
import io.videocatalog.faults.ServiceProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged program on a PostgreSQL that wants passwords. */
class DatabaseUrlIT {

    private static EmbeddedPostgres server;

    @TempDir
    Path folder;

    @BeforeAll
    static void startServer() throws Exception {
        server = Postgres.builder().start();
        try (Connection connection = server.getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("alter user postgres password 's3cret'");
            statement.execute("create user guest password 's3cret'");
            statement.execute("create database closed");
            statement.execute("revoke connect on database closed from public");
            statement.execute("create database served template template0");
            statement.execute("create database latin template template0 encoding 'LATIN1' locale 'C'");
            statement.execute("create database \"full\" template template0");
            ResultSet file = statement.executeQuery("show hba_file");
            file.next();
            Files.writeString(Path.of(file.getString(1)), "host all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("select pg_reload_conf()");
        }
        try (ServiceProcess service = ServiceProcess.startOn(url("postgres:s3cret", "full"))) {
            assertEquals(200, service.get("/api/videos").statusCode());
        }
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    private static String url(String credentials, String database) {
        return "postgresql://" + credentials + "@127.0.0.1:" + server.getPort() + "/" + database;
    }

    @Test
    void serves_what_the_url_names_and_tells_nobody_the_password() throws Exception {
        try (ServiceProcess service = ServiceProcess.startOn(url("postgres:s3cret", "served"))) {
            assertEquals(201, service.post("{\"name\":\"n\",\"description\":\"d\"}").statusCode());
            assertEquals(1, service.ids().size());
            assertTrue(service.out().contains("data in jdbc:postgresql://127.0.0.1:" + server.getPort() + "/served"), service.out());
            assertFalse((service.out() + service.err()).contains("s3cret"), service.out());
        }
    }

    @Test
    void hides_a_password_from_the_process_list() throws Exception {
        ProcessBuilder builder = Program.builder(List.of(),
                List.of("serve", "--database-url", url("postgres:s3cret", "served")));
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        Path log = folder.resolve("log");
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            while (process.isAlive() && !Files.readString(log).contains("serves http")) {
                Thread.sleep(50);
            }
            String arguments = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
            assertTrue(arguments.contains("io.videocatalog.Main"), arguments);
            assertFalse(arguments.contains("s3cret"), arguments);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"postgres:wrong|served|refuses the user name or the password", //
            "nobody:s3cret|served|refuses the user name or the password", //
            "postgres|served|refuses the user name or the password", //
            "postgres:s3cret|absent|has no database", //
            "guest:s3cret|closed|may not connect to the database", //
            "guest:s3cret|postgres|may not create tables", //
            "guest:s3cret|full|belong to another user", //
            "postgres:s3cret|latin|has the encoding LATIN1"})
    void refuses_in_one_sentence(String credentials, String database, String sentence) throws Exception {
        assertRefused(url(credentials, database), sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"postgresql://u:s3cret@127.0.0.1:1/d|cannot be reached", //
            "postgresql://u:s3cret@host.invalid/d|cannot be reached", //
            "postgresql://u:s3cret@127.0.0.1/d?sslmode=perhaps|sslmode", //
            "jdbc:h2:relative/path|./"})
    void refuses_a_url_that_leads_nowhere(String url, String sentence) throws Exception {
        assertRefused(url, sentence);
    }

    private void assertRefused(String url, String sentence) throws Exception {
        Program.Result result = Program.on(url, folder).run("serve");
        assertEquals(1, result.code(), result.err());
        assertEquals("", result.out());
        assertTrue(result.err().contains(sentence), result.err());
        assertEquals(1, result.err().strip().lines().count(), result.err());
        assertFalse(result.err().contains("s3cret") || result.err().contains("Exception"), result.err());
    }
}
