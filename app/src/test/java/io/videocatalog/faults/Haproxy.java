package io.videocatalog.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Debian's haproxy in front of two replicas. It sends nothing to one that says it is not ready, and repeats nothing that was sent. */
final class Haproxy implements AutoCloseable, WriteLoad.Target {

    private static final String SETTINGS = """
            defaults
                mode http
                timeout connect 2s
                timeout client 40s
                timeout server 40s
                timeout check 10s
                retries 3
                option redispatch 1
                retry-on conn-failure
            frontend clients
                bind 127.0.0.1:%d
                monitor-uri /both
                monitor fail if { nbsrv(replicas) lt 2 }
                default_backend replicas
            backend replicas
                option httpchk GET /q/health/ready
                default-server check inter 200ms fall 1 rise 2
                server first 127.0.0.1:%d
                server second 127.0.0.1:%d
            """;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;
    private final Process process;

    private Haproxy(Path folder, int first, int second) throws IOException {
        int port = ServiceProcess.freePort();
        server = URI.create("http://127.0.0.1:" + port);
        Files.writeString(folder.resolve("settings"), SETTINGS.formatted(port, first, second));
        process = program().command(folder, "-db", "-f", "settings").start();
    }

    /** The program; without it a test is skipped. */
    static InstalledProgram program() {
        return InstalledProgram.of("/usr/sbin/haproxy", "haproxy");
    }

    /** Starts one in front of the replicas on two ports, and waits until it sends to both. */
    static Haproxy before(int first, int second, Path parent) throws Exception {
        Haproxy proxy = new Haproxy(InstalledProgram.folder(parent, "haproxy"), first, second);
        proxy.awaitBoth();
        return proxy;
    }

    /** Waits until both replicas are sent to. */
    void awaitBoth() throws InterruptedException {
        for (int i = 0; !sendsToBoth(); i++) {
            if (i == 1_200) {
                throw new AssertionError("haproxy does not find both replicas ready");
            }
            Thread.sleep(50);
        }
    }

    private boolean sendsToBoth() throws InterruptedException {
        try {
            return client.send(request("/both").build(), HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(40));
    }

    @Override
    public HttpResponse<String> post(String json) throws IOException, InterruptedException {
        HttpRequest.Builder request = request("/api/videos").header("Content-Type", "application/json");
        return client.send(request.POST(HttpRequest.BodyPublishers.ofString(json)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
