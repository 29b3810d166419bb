package io.videocatalog.faults;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Clients that create videos, each with an Idempotency-Key of its own, which is also its name. */
final class KeyedLoad {

    private static final String PATH = "/api/videos";

    /** The bodies of answers by their keys. */
    final Map<String, String> answered = new ConcurrentHashMap<>();
    /** The keys of requests that have got no answer. */
    final Set<String> unanswered = ConcurrentHashMap.newKeySet();
    private Clients clients;

    static KeyedLoad on(ServiceProcess service, int clients) {
        KeyedLoad load = new KeyedLoad();
        load.clients = Clients.start(clients, () -> load.write(service));
        return load;
    }

    // Until the service is gone.
    private void write(ServiceProcess service) {
        while (true) {
            String key = UUID.randomUUID().toString();
            try {
                answered.put(key, create(service, key).body());
            } catch (IOException e) {
                unanswered.add(key);
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Sends the request that belongs to the key, again and again while another with this key is under way. */
    static HttpResponse<String> create(ServiceProcess service, String key) throws IOException, InterruptedException {
        while (true) {
            HttpResponse<String> answer = service.send(service.request(PATH).header("Content-Type", "application/json")
                    .header("Idempotency-Key", key).POST(BodyPublishers.ofString("{\"name\":\"" + key + "\",\"description\":\"d\"}")));
            if (answer.statusCode() == 201) {
                return answer;
            } else if (answer.statusCode() != 409) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
            Thread.sleep(20);
        }
    }

    static boolean isReplayed(HttpResponse<String> answer) {
        return answer.headers().firstValue("Idempotency-Replayed").isPresent();
    }

    /** The names of all videos. */
    static List<String> names(ServiceProcess service) throws IOException, InterruptedException {
        return service.get(PATH + "?format=ndjson&fields=name").body().lines().map(line -> line.replaceAll("\\{\"name\":\"(.*)\"}", "$1"))
                .toList();
    }

    void awaitAnswered(int count) throws InterruptedException {
        for (int i = 0; i < 1200 && answered.size() < count; i++) {
            Thread.sleep(50);
        }
    }

    void join() throws InterruptedException {
        clients.join();
    }
}
