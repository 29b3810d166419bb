package io.videocatalog.transfer;

import io.videocatalog.model.CatalogEntity;
import io.videocatalog.transfer.Batch.Row;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Reads and checks rows on a thread of its own, a few batches ahead, so that the database has the next when it has written one. */
final class BatchSource<E extends CatalogEntity> implements AutoCloseable {

    private static final int AHEAD = 2;
    private static final long PATIENCE_MILLIS = 10;

    private final RowSource rows;
    private final RowCheck<E> checks;
    private final BlockingQueue<Batch<E>> ready = new ArrayBlockingQueue<>(AHEAD);
    private final FutureTask<Void> reading = new FutureTask<>(this::readAll);
    private final Thread thread = new Thread(reading, "import-reader");
    private Batch<E> batch = new Batch<>();

    BatchSource(RowSource rows, RowCheck<E> checks) {
        this.rows = rows;
        this.checks = checks;
        thread.setDaemon(true);
        thread.start();
    }

    private Void readAll() throws IOException, InterruptedException {
        try {
            for (Optional<RowSource.Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                add(checks.check(row.get()));
            }
        } catch (BrokenInputException e) {
            handOver(); // The rows before the break are sound.
            throw e;
        }
        handOver();
        return null;
    }

    private void add(Row<E> row) throws InterruptedException {
        if (batch.has(row.id())) {
            handOver();
        }
        batch.add(row);
        if (batch.isFull()) {
            handOver();
        }
    }

    private void handOver() throws InterruptedException {
        if (!batch.isEmpty()) {
            ready.put(batch);
            batch = new Batch<>();
        }
    }

    /** Whether there is no batch any more, now or later. */
    boolean isAtEnd() {
        return reading.isDone() && ready.isEmpty();
    }

    /** The next batch, or nothing when it has not been read after a moment. */
    Optional<Batch<E>> next() throws IOException {
        try {
            return Optional.ofNullable(ready.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            throw new InterruptedIOException("The import was interrupted");
        }
    }

    /**
     * Tells, at the end, why that has come.
     *
     * @throws BrokenInputException when the input could not be read any further
     */
    void requireComplete() throws IOException {
        try {
            reading.get();
        } catch (InterruptedException e) {
            throw new InterruptedIOException("The import was interrupted");
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private static IOException failure(Throwable cause) {
        if (cause instanceof RuntimeException unforeseen) {
            throw unforeseen;
        } else if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException broken ? broken : new IOException(cause);
    }

    /** Reads no more. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
