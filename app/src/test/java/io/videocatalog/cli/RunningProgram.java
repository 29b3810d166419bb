package io.videocatalog.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A command of the packaged program that is still running. */
final class RunningProgram implements AutoCloseable {

    private static final long SECONDS = 120;

    private final Process process;
    private final Path out;
    private final Path err;

    RunningProgram(ProcessBuilder builder) throws IOException {
        Path logs = Files.createDirectories(Path.of("target/program"));
        out = Files.createTempFile(logs, "running-", ".out");
        err = Files.createTempFile(logs, "running-", ".err");
        // Ctrl-C is ignored by all that starts in the background of a script, as these tests may.
        builder.command().addAll(0, List.of("env", "--default-signal=INT"));
        process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    }

    /** Writes to the command's stdin, and leaves it open. */
    void type(String text) throws IOException {
        OutputStream stdin = process.getOutputStream();
        stdin.write(text.getBytes(StandardCharsets.UTF_8));
        stdin.flush();
    }

    void endInput() throws IOException {
        process.getOutputStream().close();
    }

    void awaitOut(String text) throws InterruptedException {
        await(() -> out().contains(text), text + " on stdout");
    }

    void await(BooleanSupplier condition, String what) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new AssertionError("no " + what + ": " + out() + err());
            }
            Thread.sleep(20);
        }
    }

    /** What Ctrl-C does. */
    void interrupt() throws IOException, InterruptedException {
        signal("INT");
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What became of it, once it has ended by itself. */
    Program.Result end() throws IOException, InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + out() + err());
        }
        return new Program.Result(process.exitValue(), out(), err());
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
