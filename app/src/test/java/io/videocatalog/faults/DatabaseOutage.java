package io.videocatalog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;

/** A service whose database fails while clients write, and what holds for every such failure. */
final class DatabaseOutage {

    private static final int CLIENTS = 8;
    private static final int WRITES = 200;
    private static final long PATIENCE_SECONDS = 60;
    private static final String REFUSAL = "(?s)503 application/problem\\+json \\{.*\"status\":503.*\"detail\":\"The database [^\"]*; send the request again later\".*";

    final ServiceProcess service;
    final WriteLoad load;

    private DatabaseOutage(ServiceProcess service) throws InterruptedException {
        this.service = service;
        load = WriteLoad.on(service, CLIENTS);
        load.awaitAcknowledged(WRITES, PATIENCE_SECONDS);
    }

    static DatabaseOutage of(ServiceProcess service) throws InterruptedException {
        return new DatabaseOutage(service);
    }

    /** The service says that it lives and cannot serve. */
    void requireNotReady() throws Exception {
        service.await("/q/health/ready", 503, PATIENCE_SECONDS);
        assertEquals(200, service.get("/q/health/live").statusCode());
        HttpResponse<String> refused = service.get("/api/videos/1");
        assertEquals(503, refused.statusCode());
        assertTrue(refused.headers().firstValue("Retry-After").isPresent());
    }

    /**
     * Once its database is back, the service is ready again by itself, and nothing that it acknowledged is lost. After so many seconds,
     * or as soon as it is ready if that takes longer, it does as if nothing had been.
     */
    void requireRecovery(long seconds) throws Exception {
        long back = System.nanoTime();
        service.await("/q/health/ready", 200, PATIENCE_SECONDS);
        int acknowledged = load.acknowledged.size();
        load.awaitAcknowledged(acknowledged + CLIENTS, PATIENCE_SECONDS);
        double recovered = (System.nanoTime() - back) / 1e9;
        Thread.sleep(Math.max(0, (long) (1000 * (seconds - recovered))));
        int failed = load.failures.size();
        load.awaitAcknowledged(load.acknowledged.size() + WRITES, PATIENCE_SECONDS);
        load.stop();
        assertEquals(failed, load.failures.size(), "errors went on");
        System.out.printf("%d acknowledged, %d refused, the longest answer took %.1f s, writes went on after %.1f s%n",
                load.acknowledged.size(), failed, load.longestSeconds(), recovered);
        requireTruth();
    }

    private void requireTruth() throws Exception {
        assertEquals(List.of(), List.copyOf(load.unanswered));
        assertEquals(List.of(), load.failures.stream().filter(answer -> !answer.matches(REFUSAL)).distinct().limit(5).toList());
        load.requireKept(service);
        assertEquals(List.of(),
                service.out().lines().filter(line -> line.startsWith("\tat ") || line.contains(" ERROR ")).limit(5).toList());
        assertEquals("", service.err());
    }
}
