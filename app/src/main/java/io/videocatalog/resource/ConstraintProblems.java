package io.videocatalog.resource;

import static io.videocatalog.resource.Representation.nounsOf;
import static io.videocatalog.resource.Representation.tableOf;

import io.quarkus.hibernate.orm.panache.Panache;
import io.videocatalog.db.ViolatedConstraint;
import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.model.IdSequence;
import jakarta.persistence.metamodel.EntityType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;

/** What the database's constraints mean to clients whose rows violate them. */
public final class ConstraintProblems {

    private ConstraintProblems() {
    }

    /**
     * The problem that a violated constraint stands for, if it is one that clients can violate. The name tells:
     * {@code <table>_<column>_key} is unique, {@code <table>_<column>_fkey} a reference.
     */
    static Optional<ProblemException> problem(ConstraintViolationException violation) {
        Optional<ProblemException> named = fault(violation).map(fault -> ProblemException
                .of(fault.code().equals("duplicate") ? ProblemType.DUPLICATE : ProblemType.VALIDATION, List.of(fault)));
        boolean race = violation.getKind() == ConstraintKind.UNIQUE || violation.getKind() == ConstraintKind.FOREIGN_KEY;
        return named.or(() -> race
                ? Optional.of(new ProblemException(ProblemType.CONFLICT, "The change collides with another one; send it again"))
                : Optional.empty());
    }

    /** Sees to it that another attempt gets another id, if that is what was wrong with a new row. */
    public static void leaveTakenIds(ConstraintViolationException violation, Class<? extends CatalogEntity> entity) {
        if (ViolatedConstraint.isOfId(violation)) {
            IdSequence.leaveBlock(entity);
        }
    }

    /** The fault of the row that violated a constraint, if it is one of ours. */
    public static Optional<Fault> fault(ConstraintViolationException violation) {
        return ViolatedConstraint.name(violation).flatMap(ConstraintProblems::fault);
    }

    private static Optional<Fault> fault(String constraint) {
        return Panache.getEntityManager().getMetamodel().getEntities().stream().map(EntityType::getJavaType)
                .filter(type -> constraint.startsWith(tableOf(type) + "_"))
                .max(Comparator.comparing(type -> tableOf(type).length()))
                .flatMap(type -> fault(constraint.substring(tableOf(type).length() + 1), type));
    }

    private static Optional<Fault> fault(String rest, Class<?> type) {
        if (rest.endsWith("_fkey")) {
            return Optional.of(References.missing(camelCase(rest.substring(0, rest.length() - 5))));
        } else if (rest.endsWith("_key")) {
            return Optional.of(Fault.member(camelCase(rest.substring(0, rest.length() - 4)), "duplicate",
                    "is taken by another of the " + nounsOf(type)));
        }
        return Optional.empty();
    }

    private static String camelCase(String column) {
        StringBuilder name = new StringBuilder();
        for (String part : column.split("_")) {
            name.append(name.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        return name.toString();
    }
}
