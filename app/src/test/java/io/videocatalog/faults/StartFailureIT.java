package io.videocatalog.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.videocatalog.cli.Program;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartFailureIT {

    private static byte[] closedCleanly;

    @TempDir
    Path home;

    @BeforeAll
    static void makeDatabase(@TempDir Path home) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(home)) {
            assertEquals(201, service.post("{\"name\":\"n\",\"description\":\"d\"}").statusCode());
            service.terminate();
            service.exitCode(40);
            String line = service.out().lines().filter(printed -> printed.contains(" serves ")).findFirst().orElseThrow();
            assertTrue(line.matches(".*Video Catalog \\S+ serves http://127.0.0.1:\\d+ \\(.*\\), data in /.*/catalog.mv.db"), line);
        }
        closedCleanly = Files.readAllBytes(home.resolve("catalog.mv.db"));
    }

    @Test
    void a_port_that_is_taken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            refuses(List.of(), taken.getLocalPort(), home, "Another process listens on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void a_database_that_another_process_has_open() throws Exception {
        try (ServiceProcess first = ServiceProcess.start(home)) {
            refuses(home, "is in use by another process");
            assertEquals(200, first.get("/api/videos").statusCode());
        }
    }

    @Test
    void a_database_whose_process_cannot_be_asked_for_it() throws Exception {
        try (ServiceProcess first = ServiceProcess.start(home)) {
            String key = "0".repeat(64);
            Files.writeString(home.resolve("catalog.port"), "127.0.0.1:1/" + key);
            Program.Result status = Program.at(home).run("db", "status");
            assertEquals(1, status.code());
            assertTrue(status.err().contains("is in use by another process"), status.err());
            assertFalse(status.err().contains(key), status.err());
            assertEquals(200, first.get("/api/videos").statusCode());
        }
    }

    @Test
    void a_data_folder_that_is_a_file() throws Exception {
        refuses(Files.createFile(home.resolve("file")), "cannot be made (there is a file of that name)");
    }

    @Test
    void a_file_that_has_lost_its_end() throws Exception {
        byte[] content = Arrays.copyOf(closedCleanly, closedCleanly.length - 4096);
        Path file = Files.write(home.resolve("catalog.mv.db"), content);
        refuses(home, "The database file " + file);
        assertArrayEquals(content, Files.readAllBytes(file), "the damaged file has been changed");
    }

    @Test
    void a_wrong_password() throws Exception {
        Files.write(home.resolve("catalog.mv.db"), closedCleanly);
        refuses(List.of(), ServiceProcess.freePort(), home, "refuses the user name or the password", "-Dquarkus.datasource.password=wrong");
    }

    @Test
    void a_setting_that_cannot_be_read() throws Exception {
        refuses(List.of(), ServiceProcess.freePort(), home, "video-catalog.http.max-body", "-Dvideo-catalog.http.max-body=lots");
        refuses(List.of(), ServiceProcess.freePort(), home, "is no number of milliseconds; use one such as 200",
                "-Dvideo-catalog.log.slow-query-ms=0.5s");
    }

    @Test
    void a_setting_that_cannot_be() throws Exception {
        refuses(List.of(), 99_999, home, "QUARKUS_HTTP_PORT is \"99999\"; use a number from 0 to 65535.");
        refuses(List.of(), 0, home, "VIDEO_CATALOG_PASSWORD_COST is 99; use a number from 4 to 20.", "-Dvideo-catalog.password-cost=99");
    }

    @Test
    void a_setting_that_would_let_in_more_than_it_seems() throws Exception {
        refuses(List.of(), 0, home, "\"ture\"; correct or remove VIDEO_CATALOG_PUBLIC_READS", "-Dvideo-catalog.public-reads=ture");
        refuses(List.of(), ServiceProcess.freePort(), home, "\"*\" is no origin", "-Dvideo-catalog.cors.origins=*");
        refuses(List.of(), ServiceProcess.freePort(), home, "\"proxy.example\" is no address",
                "-Dvideo-catalog.trusted.proxies=proxy.example");
    }

    @Test
    void a_collector_of_traces_that_has_no_address() throws Exception {
        refuses(List.of(), ServiceProcess.freePort(), home, "is no address of a collector; use one",
                "-Dvideo-catalog.traces.endpoint=collector:4318");
    }

    @Test
    void a_file_or_a_folder_without_permission() throws Exception {
        List<String> prefix = unprivileged();
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("r-xr-xr-x"));
        refuses(prefix, ServiceProcess.freePort(), home, "is not writable for this user");
        refuses(prefix, ServiceProcess.freePort(), home.resolve("below"), "cannot be made (permission denied)");

        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path file = Files.write(home.resolve("catalog.mv.db"), closedCleanly);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        refuses(prefix, ServiceProcess.freePort(), home, "cannot be read and written by this user");
    }

    /** What makes a command run without the privileges of root, for whom no permission is missing. */
    private static List<String> unprivileged() {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "needs setpriv when run as root");
        return List.of("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    }

    private void refuses(Path home, String sentence) throws Exception {
        refuses(List.of(), ServiceProcess.freePort(), home, sentence);
    }

    private static void refuses(List<String> prefix, int port, Path home, String sentence, String... options) throws Exception {
        // None gets as far as to be worth thorough compilation.
        String[] all = Stream.concat(Stream.of("-XX:TieredStopAtLevel=1"), Stream.of(options)).toArray(String[]::new);
        try (ServiceProcess service = ServiceProcess.launch(prefix, port, home, all)) {
            assertEquals(1, service.exitCode(60));
            assertFalse(service.out().contains(" serves "), service.out());
            assertTrue(service.err().contains(sentence), service.err());
            assertEquals(1, service.err().strip().lines().count(), service.err());
        }
    }
}
