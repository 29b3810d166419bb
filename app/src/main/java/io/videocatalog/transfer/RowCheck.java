package io.videocatalog.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.videocatalog.http.Fault;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.model.TextValidator;
import io.videocatalog.resource.EntityValidator;
import io.videocatalog.resource.Representation;
import java.util.ArrayList;
import java.util.List;

/** Turns a row into an entity, by the rules that hold for a single request too. */
final class RowCheck<E extends CatalogEntity> {

    /** The largest id that an import may bring: it leaves as many above it, below 2^53, for those to come. */
    private static final long MAX_ID = 1L << 52;

    private final Representation<E> representation;
    private final EntityValidator validator;
    private final ImportOptions options;

    RowCheck(Representation<E> representation, EntityValidator validator, ImportOptions options) {
        this.representation = representation;
        this.validator = validator;
        this.options = options;
    }

    /**
     * What a row has become.
     *
     * @param faults empty when the entity can be written
     * @param truncated what was cut from it
     */
    record Result<E>(E entity, List<Fault> faults, List<Fault> truncated) {
    }

    Result<E> check(ObjectNode json) {
        E entity = representation.newEntity();
        List<Fault> faults = representation.read(json, entity, true);
        if (options.upsert()) {
            faults.addAll(representation.takeOver(json, entity));
            if (entity.id != null && (entity.id < 1 || entity.id > MAX_ID)) {
                faults.add(Fault.member("id", "out-of-range", "must be from 1 to " + MAX_ID));
            }
        }
        List<Fault> all = validator.faults(representation, entity, faults);
        List<Fault> truncated = options.truncate() ? truncate(entity, all) : List.of();
        return new Result<>(entity, truncated.isEmpty() ? all : validator.faults(representation, entity, faults), truncated);
    }

    private List<Fault> truncate(E entity, List<Fault> faults) {
        List<Fault> truncated = new ArrayList<>();
        for (Fault fault : faults) {
            if (fault.code().equals(TextValidator.TOO_LONG) && representation.isCuttable(fault.pointer().substring(1))) {
                representation.truncate(entity, fault.pointer().substring(1));
                truncated.add(fault);
            }
        }
        return truncated;
    }
}
