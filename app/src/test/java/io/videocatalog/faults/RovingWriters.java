package io.videocatalog.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Clients that create, change and delete the same videos through all replicas; what one is refused, it leaves. */
final class RovingWriters {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VIDEOS = 30;
    private static final int LONGEST_PAUSE_MILLIS = 100;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<URI> replicas;
    private final List<Thread> threads = new ArrayList<>();
    private final List<String> videos = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> failures = new TreeMap<>();
    private volatile boolean stopping;

    private RovingWriters(List<URI> replicas) {
        this.replicas = replicas;
    }

    static RovingWriters start(List<URI> replicas, int count) {
        RovingWriters writers = new RovingWriters(replicas);
        for (int i = 0; i < count; i++) {
            Random random = new Random(i);
            Thread thread = new Thread(() -> writers.write(random));
            writers.threads.add(thread);
            thread.start();
        }
        return writers;
    }

    private void write(Random random) {
        try {
            while (!stopping) {
                step(random);
                Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step(Random random) throws InterruptedException {
        URI replica = replicas.get(random.nextInt(replicas.size()));
        String body = "{\"name\":\"" + random.nextInt(1_000_000) + "\",\"description\":\"d\"}";
        try {
            if (videos.size() < VIDEOS) {
                videos.add(JSON.readTree(send("POST", replica.resolve("/api/videos"), body)).path("id").asText());
            } else {
                String video = videos.get(random.nextInt(VIDEOS / 2));
                boolean delete = random.nextInt(10) == 0 && videos.remove(video);
                send(delete ? "DELETE" : "PUT", replica.resolve("/api/videos/" + video), delete ? "" : body);
            }
        } catch (IOException e) {
            count(e.getClass().getSimpleName());
        }
    }

    private String send(String method, URI address, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).method(method,
                BodyPublishers.ofString(body));
        HttpResponse<String> answer = client.send((body.isEmpty() ? request : request.header("Content-Type", "application/json")).build(),
                BodyHandlers.ofString());
        if (answer.statusCode() >= 400) {
            throw new IOException(method + " " + answer.statusCode());
        }
        return answer.body();
    }

    private synchronized void count(String failure) {
        failures.merge(failure, 1, Integer::sum);
    }

    synchronized Map<String, Integer> failures() {
        return Map.copyOf(failures);
    }

    void stop() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
