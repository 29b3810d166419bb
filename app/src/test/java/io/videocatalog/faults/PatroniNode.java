package io.videocatalog.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Debian's Patroni, and the PostgreSQL that it starts, promotes and rewinds. */
final class PatroniNode implements AutoCloseable {

    // Those of docs/high-availability.md, on one machine.
    private static final String SETTINGS = """
            scope: catalog
            name: %1$s
            restapi: {listen: "127.0.0.1:%2$d", connect_address: "127.0.0.1:%2$d"}
            etcd3: {host: "127.0.0.1:%3$d"}
            bootstrap:
              dcs:
                ttl: 20
                loop_wait: 5
                retry_timeout: 5
                synchronous_mode: true
                postgresql:
                  use_pg_rewind: true
                  parameters: {fsync: "off"}
              initdb: [encoding: UTF8, locale: C, data-checksums]
            postgresql:
              listen: "127.0.0.1:%4$d"
              connect_address: "127.0.0.1:%4$d"
              bin_dir: %5$s
              data_dir: data
              pgpass: passwords
              authentication: {superuser: {username: postgres}, replication: {username: postgres}}
              parameters: {unix_socket_directories: %6$s}
              basebackup: [checkpoint: fast]
              pg_hba: [local all all trust, host all all 127.0.0.1/32 trust, host replication all 127.0.0.1/32 trust]
            """;

    final String name;
    final int port;
    private final int apiPort;
    private final Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private Process process;

    private PatroniNode(String name, Path parent, Etcd etcd) throws IOException {
        this.name = name;
        port = ServiceProcess.freePort();
        apiPort = ServiceProcess.freePort();
        folder = InstalledProgram.folder(parent, name);
        Path binaries = InstalledProgram.ofPostgres("postgres").file().getParent();
        Files.writeString(folder.resolve("settings.yml"), SETTINGS.formatted(name, apiPort, etcd.port, port, binaries, folder));
    }

    /** The program; without it a test is skipped. */
    static InstalledProgram program() {
        return InstalledProgram.of("/usr/bin/patroni", "patroni");
    }

    static PatroniNode start(String name, Path parent, Etcd etcd) throws IOException {
        PatroniNode node = new PatroniNode(name, parent, etcd);
        node.start();
        return node;
    }

    void start() throws IOException {
        process = program().command(folder, "settings.yml").start();
    }

    /** Whether it is {@code primary}, {@code replica} or {@code synchronous}, as Patroni tells load balancers. */
    boolean is(String role) throws InterruptedException {
        try {
            return send(request(role)).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The first column of what a query gives, asked by a user in the database of the same name; nothing while the server starts. */
    List<String> find(String user, String sql) {
        try (Connection connection = PostgresInstance.connect(port, user);
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            return List.of();
        }
    }

    /** Hands over to another as an administrator does before maintenance; returns when that is done. */
    void handOver() throws Exception {
        HttpRequest.Builder switchover = request("switchover")
                .POST(HttpRequest.BodyPublishers.ofString("{\"leader\":\"" + name + "\"}"));
        HttpResponse<String> answer = send(switchover);
        for (int again = 0; again < 3 && answer.statusCode() != 200 && is("primary"); again++) { // No other was ready at that moment.
            Thread.sleep(2_000);
            answer = send(switchover);
        }
        if (answer.statusCode() != 200 && is("primary")) {
            throw new AssertionError(answer.body() + "\n" + out());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + apiPort + "/" + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Ends Patroni and PostgreSQL at once, as a power cut does. */
    void kill() throws Exception {
        List<ProcessHandle> all = new ArrayList<>(List.of(process.toHandle()));
        findServer().ifPresent(server -> {
            all.add(server);
            server.descendants().forEach(all::add);
        });
        PostgresInstance.signal("KILL", all);
        process.waitFor();
    }

    // No child of Patroni's, which may be stopped without it. The file outlives a server that was killed.
    private Optional<ProcessHandle> findServer() throws IOException {
        Path file = folder.resolve("data/postmaster.pid");
        return Files.exists(file)
                ? ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0))).filter(PatroniNode::isPostgres)
                : Optional.empty();
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("/postgres");
    }

    String out() throws IOException {
        return Files.readString(folder.resolve("patroni.out"));
    }

    @Override
    public void close() throws Exception {
        kill();
    }
}
