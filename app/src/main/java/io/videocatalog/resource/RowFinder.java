package io.videocatalog.resource;

import io.videocatalog.db.DatabaseEngine;
import io.videocatalog.model.CatalogEntity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;

/**
 * Finds rows in order. PostgreSQL could walk along the order and look at each row, or look up all rows that match and sort
 * them. It guesses which is cheaper from how often a value occurs, and is wrong by seconds where the rows that match lie close
 * together in that order, as those of one import do. So here a page is walked for first, but not far, and looked up when that
 * was in vain: then few rows match, or few of those that come first. See docs/postgresql.md. On H2 it is the same where words
 * are searched for; what else is asked for, H2 finds as it sees fit.
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
    /** What has found the page on H2, if anything has: the index is not read again for the count, which then has all of its rows. */
    private Optional<BlockLookup<E>> lookedUp = Optional.empty();

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
        lookedUp = Optional.empty();
        if (isH2(session) ? isFoundByH2() : isServedByOneIndex()) {
            return page.rows(behind, Condition::plain, sort.orderBy());
        }
        return page.walk(count * REACH).orElseGet(isH2(session) ? page::lookUpInBlocks : page::lookUp);
    }

    private static boolean isH2(StatelessSession session) {
        return DatabaseEngine.isH2(session.getFactory());
    }

    // H2 has indexes for what equals a value, which few rows do.
    private boolean isFoundByH2() {
        return conditions.words().isEmpty() || conditions.haveEquality();
    }

    // The indexes of what can be equal to something end in the id.
    private boolean isServedByOneIndex() {
        return conditions.besidesBoundsOf(sort.path(), Condition::plain).isEmpty() || conditions.areEqualities() && sort.isById();
    }

    /** How many rows match on all pages; best asked for after the first page, which tells whether they are few. */
    long count(StatelessSession session) {
        if (rare && isH2(session)) {
            BlockLookup<E> lookup = lookedUp.orElseGet(() -> new BlockLookup<>(entity, conditions, sort, session));
            return lookup.blocks().map(lookup::count).orElseGet(() -> count(session, Condition::plain));
        }
        return count(session, rare ? Condition::lookingUp : Condition::plain);
    }

    private long count(StatelessSession session, Function<Condition, String> form) {
        String hql = "select count(*) " + from(entity, conditions.in(form));
        return bind(session.createSelectionQuery(hql, Long.class), conditions.values()).getSingleResult();
    }

    static String from(Class<?> entity, List<String> conditions) {
        String from = "from " + entity.getSimpleName();
        return conditions.isEmpty() ? from : from + " where " + String.join(" and ", conditions);
    }

    /** Gives the parameters of a query those of the values that have their names. */
    static <R> SelectionQuery<R> bind(SelectionQuery<R> query, Map<String, Object> values) {
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
            String hql = "select " + sort.values() + " " + from(entity, behind) + sort.orderBy();
            return bind(session.createSelectionQuery(hql, Object[].class), values).setFirstResult(reach - 1).setMaxResults(1)
                    .uniqueResultOptional();
        }

        /** All rows that match, looked up by PostgreSQL's indexes and sorted. */
        List<E> lookUp() {
            return rows(behind, Condition::lookingUp, sort.orderByOfNoIndex());
        }

        /** The same on H2, where the words that are searched for say in which blocks of ids to look. */
        List<E> lookUpInBlocks() {
            BlockLookup<E> lookup = new BlockLookup<>(entity, conditions, sort, session);
            Optional<List<E>> found = lookup.blocks().filter(blocks -> !lookup.isSlowerThanWalking(blocks, count))
                    .flatMap(blocks -> lookup.rows(blocks, count, values));
            lookedUp = found.map(rows -> lookup);
            return found.orElseGet(() -> rows(behind, Condition::plain, sort.orderBy()));
        }

        List<E> rows(List<String> position, Function<Condition, String> form, String order) {
            List<String> all = new ArrayList<>(position);
            all.addAll(conditions.besidesBoundsOf(sort.path(), form));
            return bind(session.createSelectionQuery(from(entity, all) + order, entity), values).setMaxResults(count).getResultList();
        }
    }
}
