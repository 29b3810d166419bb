package io.videocatalog.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Threads that play clients. What one of them throws fails the test that waits for their end. */
final class Clients {

    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    static Clients start(int count, Runnable client) {
        Clients clients = new Clients();
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(client, "client-" + i);
            thread.setUncaughtExceptionHandler((failed, failure) -> clients.failures.add(failure));
            clients.threads.add(thread);
            thread.start();
        }
        return clients;
    }

    void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.size() + " clients have failed", failures.peek());
        }
    }
}
