package io.videocatalog.docker;

import io.videocatalog.faults.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Dockerfile.jvm makes, in a folder instead of an image: the same files, started by the same command as the same user. */
final class ContainerProgram {

    private static final String INSTALLED = "/opt/video-catalog";

    private final Dockerfile image = Dockerfile.read("Dockerfile.jvm");
    private final Path root;

    private ContainerProgram(Path root) throws IOException {
        this.root = root;
    }

    /** Does what the Dockerfile does after the build. */
    static ContainerProgram build(Path folder) throws Exception {
        ContainerProgram program = new ContainerProgram(folder.toRealPath());
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(program.at("/opt"));
        // Without what is left by tests, and may still be written, that start the program where it was built.
        List<String> copy = new ArrayList<>(List.of("cp", "-rp"));
        try (Stream<Path> parts = Files.list(program.built())) {
            parts.filter(part -> !part.endsWith("cache")).map(Path::toString).forEach(copy::add);
        }
        copy.add(Files.createDirectory(program.at(INSTALLED)).toString());
        program.run(copy);
        for (String copied : program.image.copiedFromRepository()) {
            if (!copied.equals(".")) {
                Path file = DockerFolder.ROOT.resolve(copied);
                Files.copy(file, program.at(INSTALLED + "/bin").resolve(file.getFileName()));
            }
        }
        program.run(List.of(program.at(INSTALLED + "/bin/keep-classes").toString()));
        program.run(List.of("chmod", "-R", "a-w", program.at(INSTALLED).toString()));
        return program;
    }

    private Path built() {
        String copy = image.copiedFromBuild().stream().filter(one -> one.endsWith(" " + INSTALLED)).findFirst().orElseThrow();
        return DockerFolder.ROOT.resolve(copy.split("\\s+")[1].substring((image.all("WORKDIR").get(0) + "/").length()));
    }

    /** A container of its own, with more in its environment. */
    ServiceProcess start(String container, Map<String, String> more) throws Exception {
        Path data = Files.createDirectory(root.resolve(container));
        run(List.of("chown", String.join(":", user()), data.toString()));
        int port = ServiceProcess.freePort();
        List<String> command = new ArrayList<>(image.words("ENTRYPOINT"));
        command.addAll(image.words("CMD"));
        ProcessBuilder process = process(command).directory(data.toFile());
        process.environment().putAll(Map.of("HOME", data.toString(), "VIDEO_CATALOG_HOME", data.toString(), //
                "QUARKUS_HTTP_PORT", String.valueOf(port)));
        process.environment().putAll(more);
        return ServiceProcess.start(port, process);
    }

    /** Whether the image's health check finds the service alive. */
    boolean isAlive(ServiceProcess service) throws IOException, InterruptedException {
        ProcessBuilder check = process(image.words("HEALTHCHECK"));
        check.environment().put("QUARKUS_HTTP_PORT", String.valueOf(service.port));
        return check.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    }

    /** All files of the program. */
    Set<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(at(INSTALLED))) {
            return files.map(Path::toString).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private ProcessBuilder process(List<String> inContainer) throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--reuid=" + user()[0], "--regid=" + user()[1], "--clear-groups"));
        }
        command.add(at(inContainer.get(0)).toString());
        command.addAll(inContainer.subList(1, inContainer.size()));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().clear();
        process.environment().putAll(image.environment());
        process.environment().putAll(Map.of("PATH", System.getenv("PATH"), "JAVA_HOME", System.getProperty("java.home")));
        return process;
    }

    private String[] user() {
        return image.last("USER").split(":");
    }

    private Path at(String inContainer) {
        return root.resolve(inContainer.substring(1));
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        if (!process.waitFor(20, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(command + " has failed");
        }
    }
}
