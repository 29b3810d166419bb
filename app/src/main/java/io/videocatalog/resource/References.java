package io.videocatalog.resource;

import static io.videocatalog.resource.Representation.nounsOf;

import io.quarkus.hibernate.orm.panache.Panache;
import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.model.CatalogEntity;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.OnDelete;

/** What entities refer to, and what refers to them. */
public final class References {

    private References() {
    }

    /** What the entities refer to: ids by entity. */
    public static <E extends CatalogEntity> Map<Class<?>, SortedSet<Long>> of(Representation<E> representation, Collection<E> entities) {
        Map<Class<?>, SortedSet<Long>> ids = new HashMap<>();
        for (Member member : representation.select(member -> member.type() == ValueType.REFERENCE)) {
            entities.stream().map(member::get).filter(Objects::nonNull)
                    .forEach(entity -> ids.computeIfAbsent(member.javaType(), any -> new TreeSet<>()).add(ValueType.idOf(entity)));
        }
        return ids;
    }

    /** What a request refers to; managed by the session of its transaction. */
    static Object find(Class<?> entity, Long id) {
        return Panache.getEntityManager().find(entity, id);
    }

    /** As {@link #find}, of what is known to be there, which is not looked up. */
    static Object known(Class<?> entity, Long id) {
        return Panache.getEntityManager().getReference(entity, id);
    }

    /** Something that has an id and nothing else, until {@link #resolve} has looked for it. */
    public static Object stub(Class<?> entity, Long id) {
        CatalogEntity stub = (CatalogEntity) Representation.newInstance(entity);
        stub.id = id;
        return stub;
    }

    /** The fault of a member that refers to what is not there. */
    static Fault missing(String member) {
        return Fault.member(member, "not-found", "refers to nothing that exists");
    }

    /** Those of the entities that are there: by their id, by their class. */
    public static Map<Class<?>, Map<Long, Object>> find(Map<Class<?>, SortedSet<Long>> referred, StatelessSession session) {
        return find(referred, session, LockMode.NONE);
    }

    /**
     * As {@link #find}, and keeps them from being deleted until the transaction ends, locking them in the order of their ids,
     * so that two transactions never wait for each other. H2 checks a foreign key without locking the row that it finds: a
     * deletion at the same moment would leave an entity that refers to nothing. H2's lock is exclusive, so hold it briefly.
     */
    public static Map<Class<?>, Map<Long, Object>> hold(Map<Class<?>, SortedSet<Long>> referred, StatelessSession session) {
        return find(referred, session, LockMode.PESSIMISTIC_READ);
    }

    /** What is referred to now and was not before. */
    static Map<Class<?>, SortedSet<Long>> added(Map<Class<?>, SortedSet<Long>> before, Map<Class<?>, SortedSet<Long>> now) {
        Map<Class<?>, SortedSet<Long>> added = new HashMap<>();
        now.forEach((entity, ids) -> {
            SortedSet<Long> more = new TreeSet<>(ids);
            more.removeAll(before.getOrDefault(entity, new TreeSet<>()));
            if (!more.isEmpty()) {
                added.put(entity, more);
            }
        });
        return added;
    }

    private static Map<Class<?>, Map<Long, Object>> find(Map<Class<?>, SortedSet<Long>> referred, StatelessSession session,
            LockMode lock) {
        Map<Class<?>, Map<Long, Object>> found = new HashMap<>();
        referred.forEach((entity, ids) -> {
            Map<Long, Object> rows = found.computeIfAbsent(entity, any -> new HashMap<>());
            session.createSelectionQuery("from " + entity.getSimpleName() + " where id in :ids order by id", entity)
                    .setParameter("ids", ids).setHibernateLockMode(lock).getResultList()
                    .forEach(row -> rows.put(ValueType.idOf(row), row));
        });
        return found;
    }

    /**
     * Has an entity refer to what was found, where it has referred to mere ids.
     *
     * @return a fault for each member whose id has not been found
     */
    public static <E extends CatalogEntity> List<Fault> resolve(Representation<E> representation, E entity,
            Map<Class<?>, Map<Long, Object>> found) {
        List<Fault> faults = new ArrayList<>();
        for (Member member : representation.select(member -> member.type() == ValueType.REFERENCE)) {
            Object referred = member.get(entity);
            if (referred != null) {
                Object row = found.get(member.javaType()).get(ValueType.idOf(referred));
                if (row == null) {
                    faults.add(missing(member.name()));
                } else {
                    member.set(entity, row);
                }
            }
        }
        return faults;
    }

    /** Refuses to go on while other entities refer to this one, and says how many do. */
    public static void requireNone(Representation<?> representation, CatalogEntity entity) {
        var entityManager = Panache.getEntityManager();
        for (EntityType<?> type : entityManager.getMetamodel().getEntities()) {
            for (SingularAttribute<?, ?> attribute : type.getSingularAttributes()) {
                if (attribute.getJavaType() != representation.entity() || goesWithIt(attribute)) {
                    continue;
                }
                long count = entityManager
                        .createQuery("select count(*) from " + type.getName() + " where " + attribute.getName() + " = :entity", Long.class)
                        .setParameter("entity", entity).getSingleResult();
                if (count > 0) {
                    throw inUse(count + " " + nounsOf(type.getJavaType()) + " refer to this " + representation.noun() + " as "
                            + attribute.getName());
                }
            }
        }
    }

    private static boolean goesWithIt(SingularAttribute<?, ?> attribute) {
        return ((AnnotatedElement) attribute.getJavaMember()).isAnnotationPresent(OnDelete.class);
    }

    /** The problem of a deletion that others, coming at the same moment, have prevented. */
    static ProblemException referredToMeanwhile(Representation<?> representation) {
        return inUse("Another request has just referred to this " + representation.noun());
    }

    private static ProblemException inUse(String detail) {
        return new ProblemException(ProblemType.IN_USE, detail + "; delete what refers to it or change it first");
    }
}
