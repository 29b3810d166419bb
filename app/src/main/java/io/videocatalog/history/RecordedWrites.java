package io.videocatalog.history;

import io.quarkus.arc.Arc;
import io.videocatalog.model.CatalogEntity;
import java.util.Optional;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.persister.entity.EntityPersister;

/** Tells {@link ChangeLog} of every row that Hibernate writes, in whatever kind of session, whoever asks for it. */
public final class RecordedWrites implements Integrator, PostInsertEventListener, PostUpdateEventListener, PostDeleteEventListener {

    @Override
    public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor sessions) {
        var listeners = sessions.getServiceRegistry().requireService(EventListenerRegistry.class);
        listeners.appendListeners(EventType.POST_INSERT, this);
        listeners.appendListeners(EventType.POST_UPDATE, this);
        listeners.appendListeners(EventType.POST_DELETE, this);
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        state(event.getPersister()).ifPresent(state -> log().created(state, (CatalogEntity) event.getEntity()));
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        state(event.getPersister()).ifPresent(state -> {
            Object[] old = event.getOldState();
            String before = old == null ? null : state.of(event.getId(), old, event.getPersister());
            log().updated(state, (CatalogEntity) event.getEntity(), before);
        });
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        state(event.getPersister()).ifPresent(state -> {
            Object[] deleted = event.getDeletedState();
            String before = deleted == null
                    ? state.of((CatalogEntity) event.getEntity())
                    : state.of(event.getId(), deleted, event.getPersister());
            log().deleted(state, (CatalogEntity) event.getEntity(), before);
        });
    }

    private static Optional<RowState<?>> state(EntityPersister persister) {
        return bean(RecordedEntities.class).find(persister.getMappedClass());
    }

    private static ChangeLog log() {
        return bean(ChangeLog.class);
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }

    // After the insert, not after the commit: the change is part of the transaction.
    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }
}
