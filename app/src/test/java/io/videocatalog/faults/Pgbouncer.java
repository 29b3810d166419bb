package io.videocatalog.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Debian's pgbouncer with its defaults, but for the mode: after each transaction a session of the server goes to whoever is next. */
final class Pgbouncer implements AutoCloseable {

    /** Sessions of the server that all clients share. */
    static final int SESSIONS = 4;

    private static final String SETTINGS = """
            [databases]
            * = host=127.0.0.1 port=%d
            [pgbouncer]
            pool_mode = transaction
            default_pool_size = %d
            listen_addr = 127.0.0.1
            listen_port = %d
            unix_socket_dir =
            auth_type = trust
            auth_file = users
            """;

    final int port;
    private final Process process;

    private Pgbouncer(int server, Path folder) throws IOException {
        port = ServiceProcess.freePort();
        Files.writeString(folder.resolve("settings"), SETTINGS.formatted(server, SESSIONS, port));
        Files.writeString(folder.resolve("users"), "\"postgres\" \"\"\n");
        process = InstalledProgram.of("/usr/sbin/pgbouncer", "pgbouncer").command(folder, "settings").start();
    }

    /** Starts one that clients can connect to, in front of the server on a port. */
    static Pgbouncer before(int server, Path parent) throws IOException, InterruptedException {
        Pgbouncer bouncer = new Pgbouncer(server, InstalledProgram.folder(parent, "pgbouncer"));
        InstalledProgram.awaitPort(bouncer.port);
        return bouncer;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
