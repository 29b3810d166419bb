package io.videocatalog.faults;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of the system that refuses to run as root; root runs it as the user that its package brings along. */
public final class InstalledProgram {

    private static final String USER = "postgres";
    private static final long SECONDS = 60;
    private static final Path POSTGRES_VERSIONS = Path.of("/usr/lib/postgresql");

    private final Path file;

    private InstalledProgram(Path file) {
        this.file = file;
    }

    /** The program; where it is not installed the test is skipped, and fails where {@code CI_REQUIRES_ALL} is set. */
    public static InstalledProgram of(String file, String debianPackage) {
        if (!Files.isExecutable(Path.of(file))) {
            String missing = file + " is missing; install Debian's package " + debianPackage;
            if (System.getenv("CI_REQUIRES_ALL") != null) {
                throw new AssertionError(missing);
            }
            System.out.println("Skipped: " + missing);
            abort(missing);
        }
        return new InstalledProgram(Path.of(file));
    }

    /** As {@link #of}, one of those that the newest PostgreSQL here has. */
    public static InstalledProgram ofPostgres(String name) throws IOException {
        try (Stream<Path> versions = Files.exists(POSTGRES_VERSIONS) ? Files.list(POSTGRES_VERSIONS) : Stream.empty()) {
            return of(versions.map(version -> version.resolve("bin/" + name)).filter(Files::isExecutable).max(Path::compareTo)
                    .orElse(POSTGRES_VERSIONS.resolve("bin/" + name)).toString(), "postgresql");
        }
    }

    /** A folder for what such programs keep, below one of a test. */
    public static Path folder(Path parent, String name) throws IOException {
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path folder = Files.createDirectory(parent.resolve(name));
        if (isRoot()) {
            Files.setOwner(folder, folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
        }
        return folder;
    }

    /** Waits until a program listens on a port. */
    static void awaitPort(int port) throws InterruptedException {
        for (int i = 0; !accepts(port); i++) {
            if (i == SECONDS * 20) {
                throw new AssertionError("nobody listens on port " + port);
            }
            Thread.sleep(50);
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    Path file() {
        return file;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** The program with these arguments, to be started in a folder of its own. */
    public ProcessBuilder command(Path folder, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
        }
        command.add(file.toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve(file.getFileName() + ".out").toFile());
    }

    /** Runs the program to its end, which must be a good one. */
    void run(Path folder, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder command = command(folder, arguments);
        Process process = command.start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(command.command() + ": " + Files.readString(command.redirectOutput().file().toPath()));
        }
    }
}
