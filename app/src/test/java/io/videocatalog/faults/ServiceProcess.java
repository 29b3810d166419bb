package io.videocatalog.faults;

import io.videocatalog.cli.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged service as a process of its own. */
public final class ServiceProcess implements AutoCloseable {

    private static final long START_SECONDS = 120;
    private static final Pattern START_LINE = Pattern.compile(" serves https?://\\S+:(\\d+) ");

    /** Where it listens; 0 until it is known to, where it may choose. */
    public int port;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofMinutes(1))
            .build();
    private final Process process;
    private final Path out;
    private final Path err;

    private ServiceProcess(int port, ProcessBuilder program) throws IOException {
        this.port = port;
        Path logs = Files.createDirectories(Path.of("target/faults"));
        out = Files.createTempFile(logs, "service-", ".out");
        err = Files.createTempFile(logs, "service-", ".err");
        // One machine makes all the requests.
        program.environment().putAll(Map.of("VIDEO_CATALOG_LIMITS_PER_ADDRESS", "0", "VIDEO_CATALOG_LIMITS_PER_ACCOUNT", "0"));
        process = program.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    }

    /** Starts the service on the data folder and waits until it is ready; options are the JVM's, {@code -D} settings among them. */
    public static ServiceProcess start(Path home, String... options) throws Exception {
        return start(List.of(), home, options);
    }

    /** Starts the service on the database of this URL and waits until it is ready. */
    public static ServiceProcess startOn(String databaseUrl, String... options) throws Exception {
        return startOn(0, databaseUrl, options);
    }

    /** As a replica that has its port from others, unless that is 0. */
    static ServiceProcess startOn(int port, String databaseUrl, String... options) throws Exception {
        ProcessBuilder program = Program.builder(List.of(), List.of());
        program.environment().putAll(Map.of("DATABASE_URL", databaseUrl, "QUARKUS_HTTP_PORT", String.valueOf(port), //
                "JAVA_OPTS", String.join(" ", options)));
        return ready(new ServiceProcess(port, program));
    }

    /** Starts the service that a program is and waits until it is ready. */
    public static ServiceProcess start(Program program) throws Exception {
        return ready(launch(program));
    }

    /** Starts the service that a program is without waiting. */
    public static ServiceProcess launch(Program program) throws IOException {
        ProcessBuilder builder = program.process("serve");
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        return new ServiceProcess(0, builder);
    }

    /** Starts the service that a command and its environment are, told this port by them, and waits until it is ready. */
    public static ServiceProcess start(int port, ProcessBuilder program) throws Exception {
        return ready(new ServiceProcess(port, program));
    }

    /** Starts the service as {@link #launch} does and waits until it is ready. */
    static ServiceProcess start(List<String> prefix, Path home, String... options) throws Exception {
        return ready(launch(prefix, 0, home, options));
    }

    private static ServiceProcess ready(ServiceProcess service) throws InterruptedException {
        service.await("/q/health/ready", 200, START_SECONDS);
        return service;
    }

    /** Starts the service without waiting; the prefix is a command that runs it. */
    static ServiceProcess launch(List<String> prefix, int port, Path home, String... options) throws IOException {
        ProcessBuilder program = Program.builder(prefix, List.of());
        program.environment().putAll(Map.of("VIDEO_CATALOG_HOME", home.toString(), "QUARKUS_HTTP_PORT", String.valueOf(port), //
                "JAVA_OPTS", String.join(" ", options)));
        return new ServiceProcess(port, program);
    }

    /** Starts the service with TLS, without waiting; this port for plain HTTP stays closed. */
    static ServiceProcess launchSecure(int plainPort, Path home, Map<String, String> settings, String options) throws IOException {
        ProcessBuilder program = Program.builder(List.of(), List.of());
        program.environment().putAll(settings);
        program.environment().putAll(Map.of("VIDEO_CATALOG_HOME", home.toString(), "QUARKUS_HTTP_SSL_PORT", "0", //
                "QUARKUS_HTTP_PORT", String.valueOf(plainPort), "JAVA_OPTS", options));
        return new ServiceProcess(0, program);
    }

    /** A port that nobody listens on, and that the system gives nobody until it is used. */
    public static int freePort() throws IOException {
        while (true) {
            try (ServerSocket socket = new ServerSocket(ThreadLocalRandom.current().nextInt(10_000, 20_000))) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // Somebody has it; there are others.
            }
        }
    }

    /** Waits until a GET of the path answers with the status, and fails when it does not. */
    public void await(String path, int status, long seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end && process.isAlive()) {
            if (isListening() && find(path).filter(answer -> answer.statusCode() == status).isPresent()) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(path + " did not answer " + status + ": " + out() + err());
    }

    /** Waits until the service has said where it listens. */
    void awaitListening() throws InterruptedException {
        awaitOutput(this::isListening, "the start line", START_SECONDS);
    }

    private boolean isListening() {
        Matcher line = START_LINE.matcher(port == 0 ? out() : "");
        if (line.find()) {
            port = Integer.parseInt(line.group(1));
        }
        return port > 0;
    }

    /** Waits until the service has printed the text. */
    void awaitOutput(String text, long seconds) throws InterruptedException {
        awaitOutput(() -> out().contains(text), "\"" + text + "\"", seconds);
    }

    private void awaitOutput(BooleanSupplier printed, String what, long seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!printed.getAsBoolean()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new AssertionError(what + " has not been printed: " + out() + err());
            }
            Thread.sleep(50);
        }
    }

    private Optional<HttpResponse<String>> find(String path) throws InterruptedException {
        try {
            return Optional.of(send(request(path)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(30));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    public <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        return client.send(request.build(), body);
    }

    CompletableFuture<HttpResponse<String>> sendLater(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    public HttpResponse<String> post(String json) throws IOException, InterruptedException {
        return send(request("/api/videos").header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** The ids of all videos. */
    public List<Long> ids() throws IOException, InterruptedException {
        return get("/api/videos?format=ndjson&fields=id").body().lines().map(line -> Long.valueOf(line.replaceAll("\\D", ""))).toList();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What the process was started as. */
    public ProcessHandle.Info info() {
        return process.info();
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public int exitCode(long seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + seconds + " s: " + out() + err());
        }
        return process.exitValue();
    }

    public String out() {
        return read(out);
    }

    public String err() {
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
        kill();
    }
}
