package io.videocatalog.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged program, as a shell runs it. */
public final class Program {

    private static final Path LAUNCHER = Path.of("target/video-catalog/bin/video-catalog").toAbsolutePath();
    private static final long SECONDS = 900;
    /** Most processes end before the second compiler has earned what it costs. */
    private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private final Path launcher;
    private final Map<String, String> environment;
    private final Path folder;

    private Program(Path launcher, Path folder, Map<String, String> environment) {
        this.launcher = launcher;
        this.folder = folder;
        this.environment = environment;
    }

    /** What became of a command. */
    public record Result(int code, String out, String err) {
    }

    /** The program on the H2 file of this data folder. */
    public static Program at(Path home) {
        return new Program(LAUNCHER, home, Map.of("VIDEO_CATALOG_HOME", home.toString()));
    }

    /** The program on the database of this URL, called in an empty folder. */
    public static Program on(String databaseUrl, Path folder) {
        return new Program(LAUNCHER, folder, Map.of("DATABASE_URL", databaseUrl));
    }

    /** Puts the program somewhere else, without what a JVM keeps there, or is just making, and returns its launcher. */
    static Path install(Path home) throws IOException, InterruptedException {
        boolean linked = Files.getFileStore(LAUNCHER).equals(Files.getFileStore(Files.createDirectories(home)));
        List<String> command = new ArrayList<>(List.of("cp", linked ? "-al" : "-a"));
        for (String part : List.of("bin", "lib", "h2", "postgresql")) {
            command.add(LAUNCHER.resolve("../..").resolve(part).normalize().toString());
        }
        command.add(home.toString());
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new AssertionError(command);
        }
        return home.resolve("bin/video-catalog");
    }

    /** The program that another launcher starts, on the same database. */
    public Program startedBy(Path launcher) {
        return new Program(launcher, folder, environment);
    }

    /** The program, called in another folder. */
    public Program calledIn(Path folder) {
        return new Program(launcher, folder, environment);
    }

    /** The program as it is by itself: whoever wants something must sign in. */
    public Program closed() {
        return with(Map.of("VIDEO_CATALOG_SIGN_IN", "true"));
    }

    /** The program with more in its environment. */
    public Program with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new Program(launcher, folder, all);
    }

    /** Runs a command to its end. */
    public Result run(String... arguments) throws IOException, InterruptedException {
        return runWith("", arguments);
    }

    /** Runs a command that reads this text from a pipe. */
    public Result runWith(String input, String... arguments) throws IOException, InterruptedException {
        return runWith(input.getBytes(StandardCharsets.UTF_8), arguments);
    }

    /** Runs a command that reads these bytes from a pipe. */
    public Result runWith(byte[] input, String... arguments) throws IOException, InterruptedException {
        Path logs = Files.createDirectories(Path.of("target/program"));
        Path in = Files.write(Files.createTempFile(logs, "command-", ".in"), input);
        Path out = Files.createTempFile(logs, "command-", ".out");
        Path err = Files.createTempFile(logs, "command-", ".err");
        Process process = start(in, out, err, arguments);
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running: " + Files.readString(out) + Files.readString(err));
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Process start(Path in, Path out, Path err, String... arguments) throws IOException {
        return process(arguments).redirectInput(in.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    }

    /** A process of a command, to be started. */
    public ProcessBuilder process(String... arguments) {
        ProcessBuilder builder = builder(launcher, List.of(), List.of(arguments)).directory(folder.toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    /** The launcher with these arguments, on the JVM of the tests, in an environment that names no database; the prefix is a command that runs it. */
    public static ProcessBuilder builder(List<String> prefix, List<String> arguments) {
        return builder(LAUNCHER, prefix, arguments);
    }

    private static ProcessBuilder builder(Path launcher, List<String> prefix, List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(launcher.toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of("DATABASE_URL", "VIDEO_CATALOG_HOME"));
        builder.environment()
                .putAll(Map.of("VIDEO_CATALOG_SIGN_IN", "false", "JAVA_HOME", System.getProperty("java.home"), "JAVA_OPTS", SHORT_LIVED));
        return builder;
    }
}
