package io.videocatalog.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a transaction has done so far, in order. What is settled goes to a file when it becomes much. For one thread. */
final class PendingChanges implements AutoCloseable {

    private static final int MOST_IN_MEMORY = 5_000;

    private final List<PendingChange> recent = new ArrayList<>();
    private ChangeFile settled;

    void add(PendingChange change) {
        recent.add(change);
    }

    boolean isEmpty() {
        return recent.isEmpty() && settled == null;
    }

    /** Where the list ends now, for {@link #cutTo}. What stands before the mark is settled: only this mark can be cut to from now on. */
    int mark() throws IOException {
        if (recent.size() >= MOST_IN_MEMORY) {
            settle();
        }
        return recent.size();
    }

    private void settle() throws IOException {
        if (settled == null) {
            settled = new ChangeFile();
        }
        for (PendingChange change : recent) {
            settled.append(change);
        }
        recent.clear();
    }

    /** Takes away what was added behind a mark. */
    void cutTo(int mark) {
        recent.subList(mark, recent.size()).clear();
    }

    /** What is done with each change. */
    interface Consumer<E extends Exception> {
        void accept(PendingChange change) throws E;
    }

    <E extends Exception> void forEach(Consumer<E> consumer) throws E, IOException {
        if (settled != null) {
            settled.forEach(consumer);
        }
        for (PendingChange change : recent) {
            consumer.accept(change);
        }
    }

    @Override
    public void close() throws IOException {
        if (settled != null) {
            settled.close();
        }
    }
}
