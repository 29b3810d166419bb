package io.videocatalog.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.videocatalog.http.Fault;
import io.videocatalog.http.Problem;
import io.videocatalog.http.StrictJson;
import io.videocatalog.model.AuditEvent;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.model.Change;
import io.videocatalog.model.Change.Kind;
import io.videocatalog.resource.AuditedChanges;
import io.videocatalog.resource.EntityValidator;
import io.videocatalog.resource.Member;
import io.videocatalog.resource.Permissions;
import io.videocatalog.resource.References;
import io.videocatalog.resource.Representation;
import io.videocatalog.security.Audit;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;

/** Takes changes of the rows of one entity back, inside the transaction that is open. */
final class RowReverts<E extends CatalogEntity> {

    private final Permissions<E> permissions;
    private final Representation<E> representation;
    private final StatelessSession session;
    private final EntityValidator validator;
    private final ChangeLog history;
    private final Audit audit;
    private final AuditedChanges<E> audited;
    private final List<AuditEvent> events = new ArrayList<>();
    private final Obstacles obstacles;

    RowReverts(Permissions<E> permissions, StatelessSession session, EntityValidator validator, ChangeLog history, Audit audit) {
        this.permissions = permissions;
        this.representation = permissions.representation();
        this.session = session;
        this.validator = validator;
        this.history = history;
        this.audit = audit;
        audited = new AuditedChanges<>(permissions);
        obstacles = new Obstacles(representation);
    }

    /** @param spans at most one a row */
    void takeBack(List<Span> spans) {
        permissions.requireWrite();
        history.actsFor(permissions.caller());
        history.mark();
        Map<Long, E> rows = lock(spans);
        requireUntouched(spans, rows);
        Map<Span, E> wanted = wanted(spans);
        obstacles.requireNone();
        try {
            write(spans, rows, wanted);
        } catch (ConstraintViolationException e) {
            throw e.getKind() == ConstraintKind.FOREIGN_KEY ? obstacles.referredTo() : e;
        }
        if (!events.isEmpty()) {
            audit.record(events);
        }
    }

    private Map<Long, E> lock(List<Span> spans) {
        Map<Long, E> rows = new LinkedHashMap<>();
        session.createSelectionQuery("from " + representation.entity().getSimpleName() + " where id in :ids order by id",
                representation.entity()).setParameter("ids", spans.stream().map(Span::id).toList())
                .setHibernateLockMode(LockMode.PESSIMISTIC_WRITE).getResultList().forEach(row -> rows.put(row.id, row));
        return rows;
    }

    // Asked while the rows are locked, so that nothing comes between.
    private void requireUntouched(List<Span> spans, Map<Long, E> rows) {
        Map<Long, Long> latest = session
                .createSelectionQuery(
                        "select entityId, max(number) from Change where entity = :entity and entityId in :ids group by entityId",
                        Object[].class)
                .setParameter("entity", representation.table()).setParameter("ids", spans.stream().map(Span::id).toList())
                .getResultStream().collect(Collectors.toMap(row -> (Long) row[0], row -> (Long) row[1]));
        for (Span span : spans) {
            E row = rows.get(span.id());
            if (!latest.get(span.id()).equals(span.last().number)) {
                obstacles.changedSince(span, session.get(Change.class, latest.get(span.id())));
            } else if (span.last().kind == Kind.DELETED ? row != null : row == null || !row.version().equals(span.last().version)) {
                obstacles.add(span, "is not what the history knows");
            } else if (row != null) {
                permissions.fault(row).ifPresent(Obstacles::forbid);
            }
        }
    }

    /** The rows as they are to stand again; those that are to go are not among them. */
    private Map<Span, E> wanted(List<Span> spans) {
        Map<Span, E> wanted = new LinkedHashMap<>();
        spans.stream().filter(span -> span.first().beforeState != null).forEach(span -> wanted.put(span, restored(span)));
        var found = References.hold(References.of(representation, wanted.values()), session);
        wanted.forEach((span, row) -> {
            List<Fault> faults = new ArrayList<>(validator.faults(representation, row, References.resolve(representation, row, found)));
            if (!faults.isEmpty()) {
                obstacles.add(span, Problem.sentence(faults));
            }
            permissions.fault(row).ifPresent(Obstacles::forbid);
        });
        return wanted;
    }

    // The entity may have lost members since then, and those that it has got stand as in a new one.
    private E restored(Span span) {
        ObjectNode state = StrictJson.readObject(span.first().beforeState);
        state.retain(representation.members().stream().map(Member::name).toList());
        E row = representation.newEntity();
        List<Fault> faults = representation.read(state, row, true, References::stub);
        faults.addAll(representation.takeOver(state, row, References::stub));
        if (!faults.isEmpty()) {
            obstacles.add(span, Problem.sentence(faults));
        }
        return row;
    }

    private void write(List<Span> spans, Map<Long, E> rows, Map<Span, E> wanted) {
        List<E> deletes = new ArrayList<>();
        List<E> inserts = new ArrayList<>();
        List<E> updates = new ArrayList<>();
        for (Span span : spans) {
            E row = rows.get(span.id());
            E restored = wanted.get(span);
            if (restored == null && row != null) {
                deletes.add(row);
            } else if (restored != null && row == null) {
                inserts.add(bornAgain(restored, span));
            } else if (restored != null && replace(row, restored)) {
                updates.add(row);
            }
        }
        delete(deletes);
        session.insertMultiple(inserts);
        session.updateMultiple(updates);
        inserts.forEach(row -> audited.created(row).ifPresent(events::add));
    }

    private E bornAgain(E row, Span span) {
        row.continueAfter(span.last().version);
        row.updatedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return row;
    }

    private boolean replace(E row, E restored) {
        List<Member> differences = representation.differences(row, restored);
        if (differences.isEmpty()) {
            return false;
        }
        history.willUpdate(row);
        representation.replace(row, restored);
        audited.changed(row, differences).ifPresent(events::add);
        return true;
    }

    private void delete(List<E> rows) {
        if (rows.size() == 1) {
            References.requireNone(representation, rows.get(0));
        }
        rows.forEach(row -> audited.deleted(row).ifPresent(events::add));
        session.deleteMultiple(rows);
    }
}
