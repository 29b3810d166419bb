package io.videocatalog.resource;

import io.videocatalog.model.CatalogEntity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.SelectionQuery;

/**
 * Finds rows in order. PostgreSQL could walk along the order and look at each row, or look up all rows that match and sort
 * them. It guesses which is cheaper from how often a value occurs, and is wrong by seconds where the rows that match lie close
 * together in that order, as those of one import do. So here a page is walked for first, but not far, and looked up when that
 * was in vain: then few rows match, or few of those that come first. See docs/postgresql.md.
 */
final class RowFinder<E extends CatalogEntity> {

    /** How many rows are looked at, at first, for each that is wanted. */
    private static final int REACH = 50;
    /** How many times as far a second walk goes, which promises to be enough when the first has found this part. */
    private static final int FURTHER = 5;

    private final Class<E> entity;
    private final Conditions conditions;
    private final SortOrder sort;
    /** Whether the walk for a page has found that few rows match. */
    private boolean rare;

    RowFinder(Class<E> entity, Conditions conditions, SortOrder sort) {
        this.entity = entity;
        this.conditions = conditions;
        this.sort = sort;
    }

    /** The first rows behind the cursor, at most so many; null begins. */
    List<E> find(StatelessSession session, int count, String cursor) {
        Map<String, Object> values = new HashMap<>(conditions.values());
        List<String> behind = new ArrayList<>(conditions.boundsOf(sort.path()));
        if (cursor != null) {
            behind.add(sort.behind(cursor, values));
        }
        Page page = new Page(session, count, behind, values);
        if (!isPostgres(session) || isServedByOneIndex()) {
            return page.rows(behind, Condition::plain, sort.orderBy());
        }
        return page.walk(count * REACH).orElseGet(() -> page.rows(behind, Condition::lookingUp, sort.orderByOfNoIndex()));
    }

    private static boolean isPostgres(StatelessSession session) {
        return session.getFactory().unwrap(SessionFactoryImplementor.class).getJdbcServices().getDialect() instanceof PostgreSQLDialect;
    }

    // The indexes of what can be equal to something end in the id.
    private boolean isServedByOneIndex() {
        return conditions.besidesBoundsOf(sort.path(), Condition::plain).isEmpty() || conditions.areEqualities() && sort.isById();
    }

    /** How many rows match on all pages; best asked for after the first page, which tells whether they are few. */
    long count(StatelessSession session) {
        String hql = "select count(*) " + from(conditions.in(rare ? Condition::lookingUp : Condition::plain));
        return bind(session.createSelectionQuery(hql, Long.class), conditions.values()).getSingleResult();
    }

    private String from(List<String> conditions) {
        String from = "from " + entity.getSimpleName();
        return conditions.isEmpty() ? from : from + " where " + String.join(" and ", conditions);
    }

    private static <R> SelectionQuery<R> bind(SelectionQuery<R> query, Map<String, Object> values) {
        query.getParameterMetadata().getNamedParameterNames().forEach(name -> query.setParameter(name, values.get(name)));
        return query;
    }

    /** So many rows behind a position. */
    private final class Page {

        private final StatelessSession session;
        private final int count;
        private final List<String> behind;
        private final Map<String, Object> values;

        Page(StatelessSession session, int count, List<String> behind, Map<String, Object> values) {
            this.session = session;
            this.count = count;
            this.behind = behind;
            this.values = values;
        }

        /** The page, unless there are more rows than so many and too few among these match. */
        Optional<List<E>> walk(int reach) {
            Optional<Object[]> end = end(reach);
            List<String> near = new ArrayList<>(behind);
            end.ifPresent(row -> near.add(sort.upTo(row, values)));
            List<E> rows = rows(near, Condition::walking, sort.orderBy());
            if (end.isEmpty() || rows.size() == count) {
                return Optional.of(rows);
            }
            rare = true;
            boolean promising = reach == count * REACH && rows.size() >= count / FURTHER;
            return promising ? walk(reach * FURTHER) : Optional.empty();
        }

        /** The values of the last row within reach; nothing when there are fewer rows. */
        private Optional<Object[]> end(int reach) {
            String hql = "select " + sort.values() + " " + from(behind) + sort.orderBy();
            return bind(session.createSelectionQuery(hql, Object[].class), values).setFirstResult(reach - 1).setMaxResults(1)
                    .uniqueResultOptional();
        }

        List<E> rows(List<String> position, Function<Condition, String> form, String order) {
            List<String> all = new ArrayList<>(position);
            all.addAll(conditions.besidesBoundsOf(sort.path(), form));
            return bind(session.createSelectionQuery(from(all) + order, entity), values).setMaxResults(count).getResultList();
        }
    }
}
