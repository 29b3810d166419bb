package io.videocatalog.console;

import java.util.IdentityHashMap;
import java.util.Map;
import org.hibernate.Interceptor;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;

/** Entities that the transaction has made persistent, with the values that they had before. */
final class NewEntities implements Interceptor {

    private final Map<Object, Object[]> before = new IdentityHashMap<>();

    @Override
    public boolean onPersist(Object entity, Object id, Object[] state, String[] names, Type[] types) {
        before.put(entity, state.clone());
        return false;
    }

    /** Takes versions and times back that rows were given which are gone, so that the entities can be persisted again. */
    void makeNewAgain(Session session) {
        SharedSessionContractImplementor context = session.unwrap(SharedSessionContractImplementor.class);
        before.forEach((entity, values) -> {
            EntityPersister persister = context.getEntityPersister(null, entity);
            for (int i = 0; i < values.length; i++) {
                if (i == persister.getVersionPropertyIndex() || persister.getGenerators()[i] != null) {
                    persister.setValue(entity, i, values[i]);
                }
            }
        });
    }

    void forget() {
        before.clear();
    }
}
