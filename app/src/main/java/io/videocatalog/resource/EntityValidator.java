package io.videocatalog.resource;

import io.videocatalog.http.Fault;
import io.videocatalog.model.CatalogEntity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hibernate.validator.engine.HibernateConstraintViolation;

/** Puts the violations of an entity's constraints into the words of the API. */
@ApplicationScoped
public class EntityValidator {

    @Inject
    Validator validator;

    /** All faults of an entity: those found while its JSON was read, and the constraints that the other members break. */
    public <E extends CatalogEntity> List<Fault> faults(Representation<E> representation, E entity, List<Fault> found) {
        List<Fault> faults = new ArrayList<>(found);
        Set<String> pointers = new HashSet<>();
        found.forEach(fault -> pointers.add(fault.pointer()));
        for (Fault fault : violations(representation, entity)) {
            if (fault.pointer().isEmpty() || pointers.add(fault.pointer())) {
                faults.add(fault);
            }
        }
        return faults;
    }

    // In the order of the members: the validator has none.
    private <E extends CatalogEntity> List<Fault> violations(Representation<E> representation, E entity) {
        Set<ConstraintViolation<E>> violations = validator.validate(entity);
        if (violations.isEmpty()) {
            return List.of();
        }
        List<String> attributes = representation.members().stream().map(Member::attribute).toList();
        return violations.stream()
                .sorted(Comparator
                        .comparing((ConstraintViolation<E> violation) -> attributes.indexOf(violation.getPropertyPath().toString()))
                        .thenComparing(ConstraintViolation::getMessage))
                .map(violation -> fault(representation, violation)).toList();
    }

    private static Fault fault(Representation<?> representation, ConstraintViolation<?> violation) {
        return representation.ofAttribute(violation.getPropertyPath().toString())
                .map(member -> Fault.member(member.name(), code(violation), detail(violation)))
                .orElseGet(() -> Fault.whole(code(violation), detail(violation)));
    }

    private static String code(ConstraintViolation<?> violation) {
        String given = ((HibernateConstraintViolation<?>) violation.unwrap(HibernateConstraintViolation.class))
                .getDynamicPayload(String.class);
        if (given != null) {
            return given;
        }
        String constraint = violation.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName();
        return constraint.equals(NotNull.class.getSimpleName())
                ? "required"
                : constraint.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static String detail(ConstraintViolation<?> violation) {
        return violation.getConstraintDescriptor().getAnnotation() instanceof NotNull ? "is required" : violation.getMessage();
    }
}
