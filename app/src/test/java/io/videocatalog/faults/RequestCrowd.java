package io.videocatalog.faults;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** Clients of which each asks, waits for the answer, and asks again; at once when it was served, as told when it was not. */
final class RequestCrowd {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String COSTLY = "/api/videos?count=true&limit=200&q=some&sort=-name";

    final Collection<Answer> answers = new ConcurrentLinkedQueue<>();
    final Collection<String> failures = new ConcurrentLinkedQueue<>();
    private final ServiceProcess service;
    private final long end;
    private final List<CompletableFuture<Void>> clients = new ArrayList<>();

    /** What a client got, and after how long. */
    record Answer(int status, boolean retryAfter, double seconds) {
    }

    private RequestCrowd(ServiceProcess service, int seconds) {
        this.service = service;
        this.end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    static RequestCrowd on(ServiceProcess service, int clients, int seconds) {
        RequestCrowd crowd = new RequestCrowd(service, seconds);
        for (int i = 0; i < clients; i++) {
            crowd.clients.add(crowd.ask());
        }
        return crowd;
    }

    private CompletableFuture<Void> ask() {
        long begun = System.nanoTime();
        return service.sendLater(service.request(COSTLY).timeout(PATIENCE)).handle((answer, failure) -> {
            if (failure != null) {
                failures.add(String.valueOf(failure));
                return 1;
            }
            answers.add(new Answer(answer.statusCode(), answer.headers().firstValue("Retry-After").isPresent(),
                    (System.nanoTime() - begun) / 1e9));
            return pause(answer);
        }).thenCompose(pause -> System.nanoTime() > end
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.supplyAsync(this::ask, CompletableFuture.delayedExecutor(pause, TimeUnit.SECONDS))
                        .thenCompose(next -> next));
    }

    private static int pause(HttpResponse<String> answer) {
        return answer.headers().firstValue("Retry-After").map(Integer::valueOf).orElse(0);
    }

    boolean isOver() {
        return clients.stream().allMatch(CompletableFuture::isDone);
    }

    void await() {
        clients.forEach(CompletableFuture::join);
    }

    void print(String title) {
        System.out.printf("%s: %d clients, %d failures%n", title, clients.size(), failures.size());
        for (int status : new int[]{200, 503}) {
            double[] times = answers.stream().filter(answer -> answer.status == status).mapToDouble(Answer::seconds).sorted().toArray();
            if (times.length > 0) {
                System.out.printf("  %d: %d answers, median %.3f s, 99 %% %.3f s, slowest %.3f s%n", status, times.length,
                        times[times.length / 2], times[times.length * 99 / 100], times[times.length - 1]);
            }
        }
    }
}
