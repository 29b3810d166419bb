package io.videocatalog.history;

import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.security.Caller;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.io.IOException;
import java.sql.SQLException;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** The changes of one transaction, until it ends. */
final class TransactionChanges implements Synchronization {

    private static final Logger LOG = Logger.getLogger(TransactionChanges.class);

    private final PendingChanges changes = new PendingChanges();
    private final Map<CatalogEntity, String> before = new IdentityHashMap<>();
    private final ChangeTable table;
    private final Event<ChangesWritten> written;
    private Caller caller;

    TransactionChanges(Caller caller, ChangeTable table, Event<ChangesWritten> written) {
        this.caller = caller;
        this.table = table;
        this.written = written;
    }

    void actsFor(Caller caller) {
        this.caller = caller;
    }

    void willUpdate(CatalogEntity entity, String state) {
        before.put(entity, state);
    }

    String before(CatalogEntity entity) {
        String state = before.remove(entity);
        if (state == null) {
            throw new IllegalStateException("ChangeLog.willUpdate was not called before " + entity + " was updated");
        }
        return state;
    }

    void add(PendingChange change) {
        changes.add(change);
    }

    int mark() {
        try {
            return changes.mark();
        } catch (IOException e) {
            throw fileFailure(e);
        }
    }

    void cutTo(int mark) {
        changes.cutTo(mark);
        before.clear();
    }

    @Override
    public void beforeCompletion() {
        if (changes.isEmpty()) {
            return; // As after an import of rows that all stood so already.
        }
        try {
            table.append(changes, caller);
        } catch (IOException e) {
            throw fileFailure(e);
        } catch (SQLException e) {
            throw table.translated(e);
        }
    }

    private static ProblemException fileFailure(IOException e) {
        LOG.warnf("The changes of a large transaction cannot be kept in a temporary file: %s", e);
        return new ProblemException(ProblemType.STORAGE_FULL, "The server has no room for a temporary file");
    }

    @Override
    public void afterCompletion(int status) {
        try {
            changes.close();
        } catch (IOException e) {
            LOG.warnf("A temporary file stays behind: %s", e);
        }
        if (status == Status.STATUS_COMMITTED && !changes.isEmpty()) {
            written.fire(new ChangesWritten());
        }
    }
}
