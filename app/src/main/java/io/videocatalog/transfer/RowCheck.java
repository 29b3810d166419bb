package io.videocatalog.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.videocatalog.http.Fault;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.model.FoldedText;
import io.videocatalog.model.TextValidator;
import io.videocatalog.resource.EntityValidator;
import io.videocatalog.resource.References;
import io.videocatalog.resource.Representation;
import io.videocatalog.transfer.Batch.Row;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;

/** Turns a row into an entity, by the rules that hold for a single request too. */
final class RowCheck<E extends CatalogEntity> {

    /** The largest id that an import may bring: it leaves as many above it, below 2^53, for those to come. */
    private static final long MAX_ID = 1L << 52;
    private static final int WEIGHT_OF_FAULT = 250;

    private final Representation<E> representation;
    private final EntityValidator validator;
    private final SessionFactory sessions;
    private final ImportOptions options;

    RowCheck(Representation<E> representation, EntityValidator validator, SessionFactory sessions, ImportOptions options) {
        this.representation = representation;
        this.validator = validator;
        this.sessions = sessions;
        this.options = options;
    }

    /** A row as it can be written, or what is wrong with it. What it refers to is still to be looked for. */
    Row<E> check(RowSource.Row row) {
        if (row.fault() != null) {
            return new Row<>(row.line(), null, null, List.of(row.fault()), List.of(), WEIGHT_OF_FAULT);
        }
        E entity = representation.newEntity();
        List<Fault> faults = faults(row.json(), entity);
        List<Fault> all = validator.faults(representation, entity, faults);
        List<Fault> truncated = options.truncate() ? truncate(entity, all) : List.of();
        if (!truncated.isEmpty()) {
            all = validator.faults(representation, entity, faults);
        }
        int weight = all.isEmpty() ? FoldedText.foldNow(entity, sessions) : all.size() * WEIGHT_OF_FAULT;
        return new Row<>(row.line(), entity.id, entity, all, truncated, weight);
    }

    private List<Fault> faults(ObjectNode json, E entity) {
        List<Fault> faults = representation.read(json, entity, true, References::stub);
        if (options.upsert()) {
            faults.addAll(representation.takeOver(json, entity, References::stub));
            if (entity.id != null && (entity.id < 1 || entity.id > MAX_ID)) {
                faults.add(Fault.member("id", "out-of-range", "must be from 1 to " + MAX_ID));
            }
        }
        return faults;
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
