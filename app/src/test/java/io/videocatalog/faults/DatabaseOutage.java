package io.videocatalog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A service whose database fails while clients write, and what holds for every such failure. */
final class DatabaseOutage {

    private static final int CLIENTS = 8;
    private static final int WRITES = 200;
    private static final String REFUSAL = "(?s)503 application/problem\\+json \\{.*\"status\":503.*\"detail\":\"The database [^\"]*; send the request again later\".*";

    final ServiceProcess service;
    final WriteLoad load;

    private DatabaseOutage(ServiceProcess service) throws InterruptedException {
        this.service = service;
        load = WriteLoad.on(service, CLIENTS);
        load.awaitAcknowledged(WRITES, 60);
    }

    static DatabaseOutage of(ServiceProcess service) throws InterruptedException {
        return new DatabaseOutage(service);
    }

    /** The service says that it lives and cannot serve. */
    void requireNotReady(long seconds) throws Exception {
        service.await("/q/health/ready", 503, seconds);
        assertEquals(200, service.get("/q/health/live").statusCode());
        HttpResponse<String> refused = service.get("/api/videos/1");
        assertEquals(503, refused.statusCode());
        assertTrue(refused.headers().firstValue("Retry-After").isPresent());
    }

    /** From some seconds after its database is back the service does as if nothing had been, and nothing that it acknowledged is lost. */
    void requireRecovery(long seconds) throws Exception {
        long back = System.nanoTime();
        service.await("/q/health/ready", 200, seconds);
        int acknowledged = load.acknowledged.size();
        load.awaitAcknowledged(acknowledged + CLIENTS, seconds);
        double recovered = (System.nanoTime() - back) / 1e9;
        Thread.sleep(Math.max(0, (long) (1000 * (seconds - recovered))));
        int failed = load.failures.size();
        load.awaitAcknowledged(load.acknowledged.size() + WRITES, 60);
        load.stop();
        assertEquals(failed, load.failures.size(), "errors went on");
        System.out.printf("%d acknowledged, %d refused, the longest answer took %.1f s, writes went on after %.1f s%n",
                load.acknowledged.size(), failed, load.longestSeconds(), recovered);
        requireTruth();
    }

    private void requireTruth() throws Exception {
        assertEquals(List.of(), List.copyOf(load.unanswered));
        assertEquals(List.of(), load.failures.stream().filter(answer -> !answer.matches(REFUSAL)).distinct().limit(5).toList());
        Set<Long> lost = new HashSet<>(load.acknowledged);
        service.ids().forEach(lost::remove);
        assertEquals(Set.of(), lost);
        assertEquals(List.of(),
                service.out().lines().filter(line -> line.startsWith("\tat ") || line.contains(" ERROR ")).limit(5).toList());
        assertEquals("", service.err());
    }
}
