package io.videocatalog.db;

import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.engine.Database;
import org.h2.message.DbException;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * Commits to a database of this process, and writes what several transactions have committed at once.
 *
 * <p>H2 takes its maps for writing one after the other. No transaction is committed meanwhile: the file would have a part of its rows
 * for good, should the process be killed before they are written again. Rows that are not committed can be in it in part;
 * {@link UncommittedRemains} takes them back.
 */
final class GroupCommit {

    /** Commits a transaction in memory. */
    interface Transaction {
        void commit() throws SQLException;
    }

    private static final Map<Database, GroupCommit> OF_DATABASES = Collections.synchronizedMap(new WeakHashMap<>());

    private final ReadWriteLock maps = new ReentrantReadWriteLock();
    private final ReentrantLock writing = new ReentrantLock();
    /** How many writes have begun, and which of them was the last that has ended well. */
    private long begun;
    private long ended;

    private GroupCommit(MVStore store) {
        if (store.getAutoCommitDelay() > 0) { // Else each commit is written by itself, as the URL wants it.
            // With 0, H2 would have no thread to write in.
            store.setAutoCommitDelay(Integer.MAX_VALUE);
        }
    }

    /** That of a database in a file. H2 writes to it when it is told, from then on, and not twice a second as well. */
    static GroupCommit of(Database database) {
        return OF_DATABASES.computeIfAbsent(database, any -> new GroupCommit(database.getStore().getMvStore()));
    }

    /**
     * Returns once the operating system has what was committed.
     *
     * @param database the one that this is of; not held, so that it can be forgotten when it is closed
     * @throws SQLException when it cannot be committed, or not be written, in which case H2 has closed the database
     */
    void commit(Database database, Transaction transaction) throws SQLException {
        MVStore store = database.getStore().getMvStore();
        long before = commitInMemory(transaction);
        writing.lock();
        try {
            if (ended <= before) {
                long number = begin(store);
                awaitWritten(store);
                ended = number;
            } // Else somebody has begun after this commit, and taken it along.
        } catch (MVStoreException e) {
            throw DbException.toSQLException(e);
        } finally {
            writing.unlock();
        }
    }

    private long commitInMemory(Transaction transaction) throws SQLException {
        maps.readLock().lock();
        try {
            transaction.commit();
            return begun;
        } finally {
            maps.readLock().unlock();
        }
    }

    private long begin(MVStore store) {
        maps.writeLock().lock();
        try {
            // In a thread of H2's own, unless H2 is writing already or has nothing to write.
            if (store.tryCommit() < 0) {
                store.commit();
            }
            return ++begun;
        } finally {
            maps.writeLock().unlock();
        }
    }

    private static void awaitWritten(MVStore store) {
        boolean interrupted = Thread.interrupted(); // H2 would not wait then.
        try {
            store.executeFilestoreOperation(() -> {});
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
