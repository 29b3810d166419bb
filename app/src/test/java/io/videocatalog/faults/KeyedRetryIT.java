package io.videocatalog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.videocatalog.http.OwnThread;
import io.videocatalog.postgresql.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A creation with an Idempotency-Key happens once, whatever happens to the service and whichever replica is asked. */
@Tag("slow")
class KeyedRetryIT {

    private static final int ROUNDS = 5;
    private static final int WRITES_A_ROUND = 300;
    private static final int CLIENTS = 16;
    private static final int RACES = 200;

    private interface Start {
        ServiceProcess service() throws Exception;
    }

    @Test
    void a_retry_after_a_kill_gets_the_first_answer(@TempDir Path home) throws Exception {
        killAndRetry("H2", () -> ServiceProcess.start(home));
    }

    @Test
    void a_retry_after_a_kill_gets_the_first_answer_on_postgresql() throws Exception {
        try (EmbeddedPostgres server = Postgres.start()) {
            killAndRetry("PostgreSQL", () -> ServiceProcess.startOn(url(server)));
        }
    }

    private static String url(EmbeddedPostgres server) {
        return "postgresql://postgres@localhost:" + server.getPort() + "/postgres";
    }

    private static void killAndRetry(String engine, Start start) throws Exception {
        int answered = 0;
        int unanswered = 0;
        int kept = 0;
        for (int round = 0; round < ROUNDS; round++) {
            KeyedLoad load;
            try (ServiceProcess service = start.service()) {
                load = KeyedLoad.on(service, CLIENTS);
                load.awaitAnswered(WRITES_A_ROUND);
                service.kill();
                load.join();
            }
            try (ServiceProcess service = start.service()) {
                requireFirstAnswers(load.answered, service);
                kept += retry(load.unanswered, service);
                answered += load.answered.size();
                unanswered += load.unanswered.size();
                requireOnce(answered + unanswered, service);
            }
        }
        assertTrue(answered >= ROUNDS * WRITES_A_ROUND && unanswered > 0, () -> "the load was too low");
        System.out.printf("%s: %d rounds, %d answered and replayed; %d unanswered, of which %d had been carried out; none twice%n", engine,
                ROUNDS, answered, unanswered, kept);
    }

    private static void requireFirstAnswers(Map<String, String> answers, ServiceProcess service) throws Exception {
        for (Map.Entry<String, String> first : answers.entrySet()) {
            HttpResponse<String> again = KeyedLoad.create(service, first.getKey());
            assertEquals(first.getValue(), again.body());
            assertTrue(KeyedLoad.isReplayed(again), first.getKey());
        }
    }

    /** Counts those that had been carried out, though nobody was told. */
    private static int retry(Set<String> keys, ServiceProcess service) throws Exception {
        int kept = 0;
        for (String key : keys) {
            HttpResponse<String> answer = KeyedLoad.create(service, key);
            kept += KeyedLoad.isReplayed(answer) ? 1 : 0;
            assertEquals(answer.body(), KeyedLoad.create(service, key).body());
        }
        return kept;
    }

    private static void requireOnce(int count, ServiceProcess service) throws Exception {
        List<String> names = KeyedLoad.names(service);
        assertEquals(count, names.size());
        assertEquals(count, new HashSet<>(names).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"read-committed", "serializable"})
    void a_key_that_two_replicas_are_sent_at_once_makes_one_row(String isolation) throws Exception {
        String option = "-Dquarkus.datasource.jdbc.transaction-isolation-level=" + isolation;
        try (EmbeddedPostgres server = Postgres.start();
                ServiceProcess one = ServiceProcess.startOn(url(server), option);
                ServiceProcess other = ServiceProcess.startOn(url(server), option)) {
            AtomicInteger replayedBy = new AtomicInteger();
            for (int i = 0; i < RACES; i++) {
                String key = UUID.randomUUID().toString();
                CompletableFuture<HttpResponse<String>> there = CompletableFuture.supplyAsync(() -> create(other, key), new OwnThread());
                HttpResponse<String> here = create(one, key);
                assertEquals(here.body(), there.get().body());
                assertEquals(here.headers().firstValue("ETag"), there.get().headers().firstValue("ETag"));
                assertTrue(KeyedLoad.isReplayed(here) != KeyedLoad.isReplayed(there.get()), key);
                replayedBy.addAndGet(KeyedLoad.isReplayed(here) ? 1 : 0);
            }
            requireOnce(RACES, one);
            System.out.printf("%s: %d keys sent to two replicas at once: one row each, %d of them made by the second replica%n", isolation,
                    RACES,
                    replayedBy.get());
        }
    }

    private static HttpResponse<String> create(ServiceProcess service, String key) {
        try {
            return KeyedLoad.create(service, key);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
