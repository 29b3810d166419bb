package io.videocatalog.resource;

import io.quarkus.hibernate.orm.panache.Panache;
import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.model.CatalogEntity;
import jakarta.persistence.Table;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

/** What the database's constraints between entities mean to clients. */
public final class References {

    private References() {
    }

    /**
     * Keeps what the entities refer to from being deleted until the transaction ends, in the order of ids, so that two of
     * them never wait for each other. H2 checks a foreign key without locking the row that it finds: a deletion that
     * comes at the same moment would leave an entity that refers to nothing.
     */
    public static <E extends CatalogEntity> void hold(Representation<E> representation, Collection<E> entities, StatelessSession session) {
        for (Member member : representation.select(member -> member.type() == ValueType.REFERENCE)) {
            Set<Long> ids = new TreeSet<>();
            entities.stream().map(member::get).filter(Objects::nonNull).forEach(entity -> ids.add(ValueType.idOf(entity)));
            if (!ids.isEmpty()) {
                session.createSelectionQuery("from " + member.javaType().getSimpleName() + " where id in :ids order by id",
                        member.javaType())
                        .setParameter("ids", ids).setHibernateLockMode(LockMode.PESSIMISTIC_READ).getResultList();
            }
        }
    }

    /** Refuses to go on while other entities refer to this one, and says how many do. */
    static void requireNone(Representation<?> representation, CatalogEntity entity) {
        var entityManager = Panache.getEntityManager();
        for (EntityType<?> type : entityManager.getMetamodel().getEntities()) {
            for (SingularAttribute<?, ?> attribute : type.getSingularAttributes()) {
                if (attribute.getJavaType() != representation.entity()) {
                    continue;
                }
                long count = entityManager
                        .createQuery("select count(*) from " + type.getName() + " where " + attribute.getName() + " = :entity", Long.class)
                        .setParameter("entity", entity).getSingleResult();
                if (count > 0) {
                    throw inUse(count + " " + tableOf(type.getJavaType()) + " refer to this " + representation.noun() + " as "
                            + attribute.getName());
                }
            }
        }
    }

    /** The problem of a deletion that others, coming at the same moment, have prevented. */
    static ProblemException referredToMeanwhile(Representation<?> representation) {
        return inUse("Another request has just referred to this " + representation.noun());
    }

    /**
     * The problem that a violated constraint stands for. The name tells: {@code <table>_<column>_key} is unique,
     * {@code <table>_<column>_fkey} a reference.
     *
     * @param constraint the name, in whatever case and qualification the database gives it; may be null
     */
    static ProblemException problem(String constraint) {
        return fault(constraint)
                .map(fault -> ProblemException.of(fault.code().equals("duplicate") ? ProblemType.DUPLICATE : ProblemType.VALIDATION,
                        List.of(fault)))
                .orElseGet(() -> new ProblemException(ProblemType.CONFLICT, "The change collides with another one; send it again"));
    }

    /** The fault of the row that violated a constraint, if it is one of ours. */
    public static Optional<Fault> fault(String constraint) {
        if (constraint == null) {
            return Optional.empty();
        }
        String name = unqualified(constraint.toLowerCase(Locale.ROOT));
        return Panache.getEntityManager().getMetamodel().getEntities().stream().map(EntityType::getJavaType)
                .filter(type -> name.startsWith(tableOf(type) + "_")).findFirst()
                .flatMap(type -> fault(name.substring(tableOf(type).length() + 1), type));
    }

    private static Optional<Fault> fault(String rest, Class<?> type) {
        if (rest.endsWith("_fkey")) {
            return Optional.of(Fault.member(camelCase(rest.substring(0, rest.length() - 5)), "not-found", "refers to nothing that exists"));
        } else if (rest.endsWith("_key")) {
            return Optional.of(Fault.member(camelCase(rest.substring(0, rest.length() - 4)), "duplicate",
                    "is taken by another of the " + tableOf(type)));
        }
        return Optional.empty();
    }

    // H2 says "PUBLIC.USERS_EMAIL_KEY ON PUBLIC.USERS(…)" where PostgreSQL says "users_email_key".
    private static String unqualified(String constraint) {
        String name = constraint.replace("\"", "").split(" ", 2)[0];
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String camelCase(String column) {
        StringBuilder name = new StringBuilder();
        for (String part : column.split("_")) {
            name.append(name.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        return name.toString();
    }

    private static ProblemException inUse(String detail) {
        return new ProblemException(ProblemType.IN_USE, detail + "; delete what refers to it or change it first");
    }

    private static String tableOf(Class<?> type) {
        return type.getAnnotation(Table.class).name();
    }
}
