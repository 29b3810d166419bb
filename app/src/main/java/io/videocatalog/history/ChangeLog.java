package io.videocatalog.history;

import io.quarkus.arc.Arc;
import io.quarkus.arc.Unremovable;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.model.Change.Kind;
import io.videocatalog.security.Caller;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Optional;

/**
 * Writes down what a transaction does to the rows of the catalogue, as the last thing that it does: both are kept or neither.
 * What Hibernate writes entity by entity it hears of by itself.
 */
@Singleton
@Unremovable
public class ChangeLog {

    @Inject
    TransactionSynchronizationRegistry transactions;
    @Inject
    ChangeTable table;
    @Inject
    RecordedEntities entities;
    @Inject
    CurrentVertxRequest request;
    @Inject
    Event<ChangesWritten> written;

    /** Has the changes of the transaction bear the name of this caller, whatever request the thread has at hand. */
    public void actsFor(Caller caller) {
        current().actsFor(caller);
    }

    /** Keeps how a row stands that a session without memory is about to update; needed there before each update. */
    public void willUpdate(CatalogEntity entity) {
        entities.find(entity.getClass()).ifPresent(state -> current().willUpdate(entity, state.of(entity)));
    }

    /** Where the changes of the transaction end now; nothing before it can be undone any more. */
    public int mark() {
        return current().mark();
    }

    /** Forgets what has been undone in the database, to a savepoint that was set at the mark. */
    public void undoneTo(int mark) {
        current().cutTo(mark);
    }

    void created(RowState<?> state, CatalogEntity entity) {
        add(state, entity, entity.version(), Kind.CREATED, null, state.of(entity));
    }

    /** @param before null where only {@link #willUpdate} can have said it */
    void updated(RowState<?> state, CatalogEntity entity, String before) {
        String known = before == null ? current().before(entity) : before;
        add(state, entity, entity.version(), Kind.UPDATED, known, state.of(entity));
    }

    void deleted(RowState<?> state, CatalogEntity entity, String before) {
        add(state, entity, entity.version() + 1, Kind.DELETED, before, null);
    }

    private void add(RowState<?> state, CatalogEntity entity, long version, Kind kind, String before, String after) {
        current().add(new PendingChange(state.representation().table(), entity.id, version, kind, before, after));
    }

    private TransactionChanges current() {
        TransactionChanges changes = (TransactionChanges) transactions.getResource(TransactionChanges.class);
        if (changes == null) {
            changes = new TransactionChanges(caller(), table, written);
            transactions.putResource(TransactionChanges.class, changes);
            transactions.registerInterposedSynchronization(changes);
        }
        return changes;
    }

    private Caller caller() {
        return Optional.of(Arc.container().requestContext()).filter(context -> context.isActive())
                .flatMap(active -> Optional.ofNullable(request.getCurrent())).flatMap(current -> Optional.ofNullable(Caller.of(current)))
                .orElseGet(Caller::operator);
    }
}
