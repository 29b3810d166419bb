package io.videocatalog.console;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.PersistenceUnitUtil;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.Hibernate;
import org.hibernate.Session;

/** The console's variables that hold an entity, or a list of entities such as a query gives. */
final class Variables {

    private final Session session;
    private final PersistenceUnitUtil entities;

    Variables(Session session) {
        this.session = session;
        entities = session.getFactory().getPersistenceUnitUtil();
    }

    /** Has them hold what the session reads from the database; what is not there is left as it is. */
    void readAgain(List<Class<?>> snippets) throws IllegalAccessException {
        for (Class<?> snippet : snippets) {
            for (Field variable : snippet.getFields()) {
                if (Modifier.isStatic(variable.getModifiers()) && variable.trySetAccessible()) {
                    readAgain(variable);
                }
            }
        }
    }

    private void readAgain(Field variable) throws IllegalAccessException {
        Object value = variable.get(null);
        if (value instanceof PanacheEntityBase entity) {
            variable.set(null, read(entity));
        } else if (value instanceof ArrayList<?> list) {
            readAgain(list);
        }
    }

    private <T> void readAgain(ArrayList<T> list) {
        list.stream().filter(this::isStored).collect(Collectors.groupingBy(Hibernate::getClassLazy)).forEach((type, rows) -> {
            // All at once, so that each is only looked up below.
            session.findMultiple(type, rows.stream().map(entities::getIdentifier).toList());
        });
        list.replaceAll(this::read);
    }

    @SuppressWarnings("unchecked")
    private <T> T read(T value) {
        if (!isStored(value)) {
            return value;
        }
        T stored = (T) session.find(Hibernate.getClassLazy(value), entities.getIdentifier(value));
        return stored == null ? value : stored;
    }

    private boolean isStored(Object value) {
        return value instanceof PanacheEntityBase && (!Hibernate.isInitialized(value) || entities.getVersion(value) != null);
    }
}
