package io.videocatalog.history;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.videocatalog.db.Attempts;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.model.Change;
import io.videocatalog.resource.EntityValidator;
import io.videocatalog.resource.Permissions;
import io.videocatalog.resource.Representation;
import io.videocatalog.security.Audit;
import io.videocatalog.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/** Takes changes back, which is a change itself: all of what is asked for, or nothing when one row stands against it. */
@ApplicationScoped
public class Reverts {

    private static final int PAGE = 500;
    private static final int DAY_IN_SECONDS = 24 * 60 * 60;

    @Inject
    RecordedEntities entities;
    @Inject
    ChangeLog history;
    @Inject
    StatelessSession session;
    @Inject
    EntityValidator validator;
    @Inject
    Audit audit;
    @Inject
    Attempts attempts;

    /**
     * Takes one change back.
     *
     * @return the change that this is
     * @throws ProblemException when the caller may not, or with the reason why it cannot be taken back
     */
    public Change revert(Change change, Caller caller) {
        inTransaction(() -> {
            rows(change.entity, caller).takeBack(List.of(new Span(change, change)));
            return 1L;
        });
        return Change.findLast(change.entity, change.entityId).orElseThrow();
    }

    /**
     * Takes back all that one request or command has changed.
     *
     * @return the number of rows
     * @throws ProblemException as {@link #revert} does
     */
    public long revertRequest(String requestId, Caller caller) {
        return inTransaction(() -> {
            long rows = 0;
            List<Change> page = page(requestId, Long.MAX_VALUE);
            if (page.isEmpty()) {
                throw new ProblemException(ProblemType.NOT_FOUND, "No request with this id has changed anything that is still kept");
            }
            for (; !page.isEmpty(); page = page(requestId, page.get(page.size() - 1).number)) {
                rows += takeBack(page, requestId, caller);
            }
            return rows;
        });
    }

    private long inTransaction(Attempts.Work<Long, RuntimeException> work) {
        return attempts.call(() -> QuarkusTransaction.requiringNew().timeout(DAY_IN_SECONDS).call(work::carryOut));
    }

    /** The last changes of the request before this number, the latest first. */
    private List<Change> page(String requestId, long before) {
        return session
                .createSelectionQuery("from Change where requestId = :request and number < :before order by number desc", Change.class)
                .setParameter("request", requestId).setParameter("before", before).setMaxResults(PAGE).getResultList();
    }

    // Neighbours of one entity go together, each run after the one that was written later.
    private long takeBack(List<Change> page, String requestId, Caller caller) {
        long rows = 0;
        for (int start = 0, end; start < page.size(); start = end) {
            String entity = page.get(start).entity;
            end = start + 1;
            while (end < page.size() && page.get(end).entity.equals(entity)) {
                end++;
            }
            List<Span> spans = spans(page.subList(start, end), requestId);
            rows(entity, caller).takeBack(spans);
            rows += spans.size();
        }
        return rows;
    }

    /** All that the request has done to the rows of which one of these changes is its last. */
    private List<Span> spans(List<Change> changes, String requestId) {
        List<Long> ids = changes.stream().map(change -> change.entityId).distinct().toList();
        Map<Long, Object[]> numbers = session
                .createSelectionQuery("select entityId, min(number), max(number) from Change where entity = :entity and entityId in :ids"
                        + " and requestId = :request group by entityId", Object[].class)
                .setParameter("entity", changes.get(0).entity).setParameter("ids", ids).setParameter("request", requestId)
                .getResultStream().collect(Collectors.toMap(row -> (Long) row[0], row -> row));
        List<Span> spans = new ArrayList<>();
        for (Change change : changes) {
            Object[] row = numbers.get(change.entityId);
            if (change.number.equals(row[2])) {
                spans.add(new Span(Objects.equals(row[1], row[2]) ? change : session.get(Change.class, row[1]), change));
            }
        }
        return spans;
    }

    private RowReverts<?> rows(String entity, Caller caller) {
        return entities.find(entity).map(representation -> rows(representation, caller)).orElseThrow(
                () -> new ProblemException(ProblemType.CONFLICT, "The catalogue has no " + entity + " any more"));
    }

    private <E extends CatalogEntity> RowReverts<E> rows(Representation<E> representation, Caller caller) {
        return new RowReverts<>(new Permissions<>(representation, caller), session, validator, history, audit);
    }
}
