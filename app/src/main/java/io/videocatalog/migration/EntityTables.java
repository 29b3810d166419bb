package io.videocatalog.migration;

import io.videocatalog.model.Queryable;
import io.videocatalog.model.SearchText;
import io.videocatalog.model.SortKey;
import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.ToOne;

/**
 * Keeps what Hibernate knows of the entities' tables, and adds what the catalogue's own annotations ask of them: an index for
 * whatever can be sorted and filtered by, and on PostgreSQL an order of letters that is also H2's.
 */
public final class EntityTables implements Integrator {

    private static final AtomicReference<Metadata> CURRENT = new AtomicReference<>();

    @Override
    public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor sessions) {
        complete(metadata);
        CURRENT.set(metadata);
    }

    /** The tables of the application that has started last in this process. */
    public static Metadata current() {
        return CURRENT.get();
    }

    static void complete(Metadata metadata) {
        boolean collates = metadata.getDatabase().getDialect() instanceof PostgreSQLDialect;
        for (PersistentClass entity : metadata.getEntityBindings()) {
            for (Property property : entity.getProperties()) {
                if (isFolded(entity, property) && collates) {
                    property.getColumns().get(0).setCollation("C");
                }
                if (isQueryable(entity, property)) {
                    index(entity, property.getColumns().get(0));
                }
            }
        }
    }

    /** The columns that are computed in Java from others, each with the function of the first script that PostgreSQL indexes. */
    static Map<Column, String> folded(Metadata metadata) {
        Map<Column, String> functions = new HashMap<>();
        for (PersistentClass entity : metadata.getEntityBindings()) {
            for (Property property : entity.getProperties()) {
                if (isFolded(entity, property)) {
                    boolean searched = annotation(entity, property, SearchText.class).isPresent();
                    property.getColumns().forEach(column -> functions.put(column, searched ? "words" : "pairs"));
                }
            }
        }
        return functions;
    }

    private static boolean isQueryable(PersistentClass entity, Property property) {
        return property.getValue() instanceof ToOne || annotation(entity, property, SortKey.class).isPresent()
                || annotation(entity, property, Queryable.class).isPresent();
    }

    private static boolean isFolded(PersistentClass entity, Property property) {
        return annotation(entity, property, SortKey.class).isPresent() || annotation(entity, property, SearchText.class).isPresent();
    }

    static <A extends Annotation> Optional<A> annotation(PersistentClass entity, Property property, Class<A> type) {
        for (Class<?> owner = entity.getMappedClass(); owner != null; owner = owner.getSuperclass()) {
            for (var field : owner.getDeclaredFields()) {
                if (field.getName().equals(property.getName())) {
                    return Optional.ofNullable(field.getAnnotation(type));
                }
            }
        }
        return Optional.empty();
    }

    private static void index(PersistentClass entity, Column column) {
        Table table = entity.getTable();
        List<Column> columns = List.of(column, entity.getIdentifier().getColumns().get(0));
        boolean unique = column.isUnique()
                || table.getUniqueKeys().values().stream().anyMatch(key -> key.getColumns().equals(List.of(column)));
        if (unique || table.getIndexes().values().stream().anyMatch(index -> index.getColumns().equals(columns))) {
            return;
        }
        Index index = table.getOrCreateIndex(table.getName() + "_" + column.getName() + "_idx");
        columns.forEach(index::addColumn);
    }
}
