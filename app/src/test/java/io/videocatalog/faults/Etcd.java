package io.videocatalog.faults;

import java.io.IOException;
import java.nio.file.Path;

/** Debian's etcd, one server, for those who have to agree on something. */
final class Etcd implements AutoCloseable {

    final int port;
    private final Process process;

    private Etcd(Path folder) throws IOException {
        port = ServiceProcess.freePort();
        String clients = "http://127.0.0.1:" + port;
        String peers = "http://127.0.0.1:" + ServiceProcess.freePort();
        // Nothing here outlives the operating system, so nothing needs to reach the disk.
        process = program().command(folder, "--data-dir=data", "--unsafe-no-fsync", "--listen-client-urls=" + clients,
                "--advertise-client-urls=" + clients, "--listen-peer-urls=" + peers, "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=default=" + peers).start();
    }

    /** The program; without it a test is skipped. */
    static InstalledProgram program() {
        return InstalledProgram.of("/usr/bin/etcd", "etcd-server");
    }

    /** Starts one that clients can connect to. */
    static Etcd start(Path parent) throws IOException, InterruptedException {
        Etcd etcd = new Etcd(InstalledProgram.folder(parent, "etcd"));
        InstalledProgram.awaitPort(etcd.port);
        return etcd;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
