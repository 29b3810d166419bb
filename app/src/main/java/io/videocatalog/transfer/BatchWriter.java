package io.videocatalog.transfer;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.videocatalog.db.DiskSpace;
import io.videocatalog.db.ViolatedConstraint;
import io.videocatalog.history.ChangeLog;
import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.model.AuditEvent;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.model.Change;
import io.videocatalog.model.IdSequence;
import io.videocatalog.resource.AuditedChanges;
import io.videocatalog.resource.ConstraintProblems;
import io.videocatalog.resource.Member;
import io.videocatalog.resource.Permissions;
import io.videocatalog.resource.References;
import io.videocatalog.resource.Representation;
import io.videocatalog.security.Audit;
import io.videocatalog.transfer.Batch.Row;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;

/** Writes rows in bulk, inside the transaction that is open. */
final class BatchWriter<E extends CatalogEntity> {

    private final Permissions<E> permissions;
    private final Representation<E> representation;
    private final AuditedChanges<E> changes;
    private final StatelessSession session;
    private final DiskSpace disk;
    private final Audit audit;
    private final ChangeLog history;
    private final ImportOptions options;
    private final Map<Class<?>, SortedSet<Long>> toHold = new HashMap<>();

    BatchWriter(Permissions<E> permissions, StatelessSession session, DiskSpace disk, Audit audit, ChangeLog history,
            ImportOptions options) {
        this.permissions = permissions;
        this.representation = permissions.representation();
        this.changes = new AuditedChanges<>(permissions);
        this.session = session;
        this.disk = disk;
        this.audit = audit;
        this.history = history;
        this.options = options;
    }

    /** @param refusals what the database has against rows, by their lines */
    record Outcome(int created, int updated, Map<Long, List<Fault>> refusals) {
    }

    /** Writes all sound rows, or, where the database refuses some, those that it takes. */
    Outcome write(Batch<E> batch) {
        disk.requireRoom();
        history.actsFor(permissions.caller());
        Map<Long, List<Fault>> refusals = resolveReferences(batch);
        List<Row<E>> sound = batch.rows().stream().filter(row -> row.isSound() && !refusals.containsKey(row.line())).toList();
        Map<Long, E> existing = existing(sound);
        List<Row<E>> allowed = allowed(sound, existing, refusals);
        try {
            return undoIfRefused(() -> writeTogether(allowed, existing, refusals));
        } catch (ConstraintViolationException e) {
            Map<Long, E> found = existing(allowed); // Somebody else may have created some meanwhile.
            return writeOneByOne(allowed(allowed, found, refusals), found, refusals);
        }
    }

    private List<Row<E>> allowed(List<Row<E>> rows, Map<Long, E> existing, Map<Long, List<Fault>> refusals) {
        return rows.stream().filter(row -> isAllowed(row, existing.get(row.id()), refusals)).toList();
    }

    private boolean isAllowed(Row<E> row, E existing, Map<Long, List<Fault>> refusals) {
        Optional<Fault> fault = permissions.fault(row.entity())
                .or(() -> existing == null ? Optional.empty() : permissions.fault(existing));
        fault.ifPresent(found -> refusals.put(row.line(), List.of(found)));
        return fault.isEmpty();
    }

    private Map<Long, List<Fault>> resolveReferences(Batch<E> batch) {
        List<Row<E>> readable = batch.rows().stream().filter(row -> row.entity() != null).toList();
        readable.forEach(row -> permissions.claim(row.entity(), References::stub));
        var referred = References.of(representation, readable.stream().map(Row::entity).toList());
        if (options.inOneTransaction()) {
            referred.forEach((entity, ids) -> toHold.computeIfAbsent(entity, any -> new TreeSet<>()).addAll(ids));
        }
        var found = options.inOneTransaction() ? References.find(referred, session) : References.hold(referred, session);
        Map<Long, List<Fault>> missing = new HashMap<>();
        for (Row<E> row : readable) {
            List<Fault> faults = References.resolve(representation, row.entity(), found);
            if (!faults.isEmpty()) {
                missing.put(row.line(), faults);
            }
        }
        return missing;
    }

    /** Locks what an import in one transaction refers to, at its end, so that others wait for no longer than the commit. */
    void holdReferred() {
        var found = References.hold(toHold, session);
        if (!toHold.entrySet().stream().allMatch(referred -> found.get(referred.getKey()).keySet().containsAll(referred.getValue()))) {
            throw new ProblemException(ProblemType.CONFLICT, "Something that the rows refer to was deleted at the same moment");
        }
    }

    private Map<Long, E> existing(List<Row<E>> rows) {
        List<Long> ids = rows.stream().map(Row::id).filter(Objects::nonNull).toList();
        Map<Long, E> existing = new HashMap<>();
        if (!ids.isEmpty()) {
            session.createSelectionQuery("from " + representation.entity().getSimpleName() + " where id in :ids", representation.entity())
                    .setParameter("ids", ids).getResultList().forEach(entity -> existing.put(entity.id, entity));
        }
        return existing;
    }

    /**
     * Moves the sequence beyond the ids of the rows, in a transaction of its own: before that of the batch, so that none waits for a
     * second connection, unless the import is one transaction, which has a connection already.
     */
    void takeOverIds(Batch<E> batch) {
        long highest = batch.highestId();
        if (highest > 0 && !options.dryRun()) {
            QuarkusTransaction.requiringNew().run(() -> IdSequence.moveBeyond(highest, representation.entity()));
        }
    }

    private Outcome writeTogether(List<Row<E>> rows, Map<Long, E> existing, Map<Long, List<Fault>> refusals) {
        List<E> inserts = new ArrayList<>();
        List<E> updates = new ArrayList<>();
        List<AuditEvent> events = new ArrayList<>();
        for (Row<E> row : rows) {
            row.entity().id = row.id();
            E old = existing.get(row.id());
            if (old == null) {
                inserts.add(row.entity());
                continue;
            }
            List<Member> changed = representation.differences(old, row.entity());
            if (!changed.isEmpty()) {
                history.willUpdate(old);
                representation.replace(old, row.entity());
                updates.add(old);
                changes.changed(old, changed).ifPresent(events::add);
            }
        }
        if (!inserts.isEmpty()) {
            continueHistories(inserts);
            IdSequence.assign(inserts);
            session.insertMultiple(inserts);
        }
        if (!updates.isEmpty()) {
            session.updateMultiple(updates);
        }
        inserts.forEach(created -> changes.created(created).ifPresent(events::add));
        if (!events.isEmpty()) {
            audit.record(events);
        }
        return new Outcome(inserts.size(), rows.size() - inserts.size(), refusals);
    }

    // What comes again after a deletion goes on where it was: an entity tag is never to name two states.
    private void continueHistories(List<E> inserts) {
        List<Long> ids = inserts.stream().map(row -> row.id).filter(Objects::nonNull).toList();
        if (!ids.isEmpty()) {
            Map<Long, Long> versions = Change.lastVersions(representation.table(), ids);
            inserts.stream().filter(row -> versions.containsKey(row.id)).forEach(row -> row.continueAfter(versions.get(row.id)));
        }
    }

    private Outcome writeOneByOne(List<Row<E>> rows, Map<Long, E> existing, Map<Long, List<Fault>> refusals) {
        int created = 0;
        int updated = 0;
        Map<Long, List<Fault>> all = new HashMap<>(refusals);
        for (Row<E> row : rows) {
            try {
                Outcome one = undoIfRefused(() -> writeTogether(List.of(row), existing, Map.of()));
                created += one.created();
                updated += one.updated();
            } catch (ConstraintViolationException e) {
                if (ViolatedConstraint.isOfId(e)) {
                    throw e; // The row is there since it was looked for; another attempt finds it.
                }
                all.put(row.line(), List.of(ConstraintProblems.fault(e)
                        .orElseGet(() -> Fault.whole("refused", "collides with what is stored"))));
            }
        }
        return new Outcome(created, updated, all);
    }

    private interface Writing {
        Outcome write();
    }

    // In SQL, because the pool refuses to roll a connection back, even to a savepoint, while a transaction has it.
    private Outcome undoIfRefused(Writing writing) {
        execute("savepoint before_rows");
        int mark = history.mark();
        try {
            Outcome outcome = writing.write();
            execute("release savepoint before_rows");
            return outcome;
        } catch (ConstraintViolationException e) {
            execute("rollback to savepoint before_rows");
            history.undoneTo(mark);
            ConstraintProblems.leaveTakenIds(e, representation.entity());
            throw e;
        }
    }

    private void execute(String sql) {
        session.doWork(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        });
    }
}
