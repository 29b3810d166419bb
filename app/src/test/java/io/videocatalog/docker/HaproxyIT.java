package io.videocatalog.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.videocatalog.cli.Program;
import io.videocatalog.faults.InstalledProgram;
import io.videocatalog.faults.ServiceProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** haproxy as {@code docker/} has it set up, with other addresses, in front of a service. */
@Tag("slow")
class HaproxyIT {

    private static final List<String> INSIDE = List.of("/q/metrics", "/q/./metrics", "/q/x/../metrics", "//q//metrics", "/q/%6detrics",
            "/q%2Fmetrics", "/q/%2e/metrics", "/q/metrics/", "/q/metrics;a=b", "/q/metrics?a=b", "/q/health", "/q/health/live",
            "/q/%68ealth/ready");

    @Test
    void shows_clients_the_catalogue_and_not_how_the_service_is(@TempDir Path folder) throws Exception {
        InstalledProgram haproxy = InstalledProgram.of("/usr/sbin/haproxy", "haproxy");
        Program trusting = Program.at(Files.createDirectory(folder.resolve("data")))
                .with(Map.of("VIDEO_CATALOG_TRUSTED_PROXIES", "127.0.0.1"));
        try (ServiceProcess service = ServiceProcess.start(trusting)) {
            int port = ServiceProcess.freePort();
            Process proxy = start(haproxy, InstalledProgram.folder(folder, "proxy"), port, service.port);
            try {
                await(port, "/api/videos");
                assertTrue(ask(port, "/").contains(" 200 "));
                for (String path : INSIDE) {
                    assertTrue(ask(port, path).contains(" 404 "), path);
                }
                tellsWhereTheClientIs(port);
            } finally {
                proxy.destroyForcibly().waitFor();
            }
        }
    }

    // Where the service believes to be asked for shows what the proxy has told it, and what it has not passed on.
    private static void tellsWhereTheClientIs(int port) throws IOException {
        String body = "{\"name\":\"n\",\"description\":\"d\"}";
        String answer = exchange(port, "POST /api/videos HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n"
                + "Origin: http://localhost:" + port + "\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        assertTrue(answer.contains(" 201 "), answer);
        assertEquals(-1, answer.indexOf("evil.example"), answer);
    }

    private static Process start(InstalledProgram haproxy, Path folder, int port, int service) throws IOException {
        String settings = DockerFolder.text("haproxy.cfg").replace("bind :8080", "bind 127.0.0.1:" + port)
                .replace("bind :3000", "bind 127.0.0.1:" + ServiceProcess.freePort())
                .replaceAll("service-([12]):8080", "127.0.0.1:" + service)
                .replace("grafana:3000", "127.0.0.1:1");
        Files.writeString(folder.resolve("settings"), settings);
        return haproxy.command(folder, "-db", "-f", "settings").start();
    }

    private static void await(int port, String path) throws Exception {
        for (int i = 0; i < 1_200; i++) {
            try {
                if (ask(port, path).contains(" 200 ")) {
                    return;
                }
            } catch (IOException e) {
                // It does not listen yet.
            }
            Thread.sleep(50);
        }
        throw new AssertionError("haproxy does not pass on " + path);
    }

    // A client of Java would put the path right.
    private static String ask(int port, String path) throws IOException {
        return exchange(port, "GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n");
    }

    private static String exchange(int port, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            BufferedReader answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            return String.join("\n", answer.lines().toList());
        }
    }
}
