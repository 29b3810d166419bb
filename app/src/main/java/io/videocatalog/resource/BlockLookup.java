package io.videocatalog.resource;

import io.quarkus.arc.Arc;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.search.WordIndex;
import io.videocatalog.search.WordIndex.Block;
import io.videocatalog.search.WordIndex.Blocks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;

/**
 * Looks up rows with certain words on H2, block by block of their ids. What else is asked of them is said in a form that no index serves,
 * so that H2 reads a block from its beginning to its end.
 */
final class BlockLookup<E extends CatalogEntity> {

    /**
     * The most rows that are looked up for a page. Where more match, a page is soon full on the way through all rows in their order, unless
     * they all come late in it.
     */
    private static final int MOST_IDS = 2_000;
    private static final String IN_BLOCK = "id >= :first and id < :end";

    private final Class<E> entity;
    private final Conditions conditions;
    private final SortOrder sort;
    private final StatelessSession session;
    private final Optional<Blocks> blocks;

    BlockLookup(Class<E> entity, Conditions conditions, SortOrder sort, StatelessSession session) {
        this.entity = entity;
        this.conditions = conditions;
        this.sort = sort;
        this.session = session;
        blocks = Arc.container().instance(WordIndex.class).get().blocks(session, Representation.tableOf(entity), conditions.words());
    }

    /** The blocks where all words may be; nothing where every row must be looked at. */
    Optional<Blocks> blocks() {
        return blocks;
    }

    /** Whether a page of so many rows is likely to be full sooner on the way through all rows in their order. */
    boolean isSlowerThanWalking(Blocks blocks, int count) {
        return !sort.isById() && conditions.areOneWord() && blocks.areMany(count);
    }

    long count(Blocks blocks) {
        String hql = "select count(*) " + RowFinder.from(entity, and(conditions.in(Condition::walking), IN_BLOCK));
        Map<String, Object> values = new HashMap<>(conditions.values());
        return blocks.found().stream().mapToLong(block -> query(hql, Long.class, block, values).getSingleResult()).sum();
    }

    /**
     * A page of rows.
     *
     * @param values those of the conditions, and where in the order the page begins
     * @return nothing where many rows match, or one has changed meanwhile: others may belong in its place
     */
    Optional<List<E>> rows(Blocks blocks, int count, Map<String, Object> values) {
        List<String> matching = conditions.in(Condition::walking);
        List<String> behind = sort.behindByNoIndex(values).map(position -> and(matching, position)).orElse(matching);
        String order = sort.orderByOfNoIndex();
        String inBlock = "select id, version " + RowFinder.from(entity, and(behind, IN_BLOCK)) + order;
        String first = RowFinder.from(entity, and(behind, "id in :ids")) + order;
        Map<Long, Long> versions = new HashMap<>();
        for (Block block : inOrder(blocks, values)) {
            query(inBlock, Object[].class, block, values).setMaxResults(count).getResultStream()
                    .forEach(row -> versions.put((Long) row[0], (Long) row[1]));
            if (sort.isById() && versions.size() >= count) {
                break;
            }
            if (versions.size() > MOST_IDS) {
                return Optional.empty();
            }
        }
        if (versions.isEmpty()) {
            return Optional.of(List.of());
        }
        if (!keepFirst(count, versions, "select id, version " + first, values)) {
            return Optional.empty();
        }
        List<E> rows = ofIds(first, entity, versions.keySet(), values).getResultList();
        boolean same = rows.size() == versions.size() && rows.stream().allMatch(row -> row.version().equals(versions.get(row.id)));
        return same ? Optional.of(rows) : Optional.empty();
    }

    /** Whether rows are as they have been found; those that come first are kept. */
    private boolean keepFirst(int count, Map<Long, Long> versions, String hql, Map<String, Object> values) {
        List<Object[]> found = ofIds(hql, Object[].class, versions.keySet(), values).getResultList();
        boolean same = found.size() == versions.size() && found.stream().allMatch(row -> row[1].equals(versions.get(row[0])));
        found.stream().skip(count).forEach(row -> versions.remove(row[0]));
        return same;
    }

    private <R> SelectionQuery<R> ofIds(String hql, Class<R> type, Set<Long> ids, Map<String, Object> values) {
        values.put("ids", ids);
        return RowFinder.bind(session.createSelectionQuery(hql, type), values);
    }

    private List<Block> inOrder(Blocks blocks, Map<String, Object> values) {
        List<Block> ordered = new ArrayList<>(blocks.found());
        ordered.removeIf(block -> sort.isBefore(block.first(), block.end(), values));
        if (sort.isDescending()) {
            Collections.reverse(ordered);
        }
        return ordered;
    }

    private <R> SelectionQuery<R> query(String hql, Class<R> type, Block block, Map<String, Object> values) {
        values.put("first", block.first());
        values.put("end", block.end());
        return RowFinder.bind(session.createSelectionQuery(hql, type), values);
    }

    private static List<String> and(List<String> conditions, String another) {
        List<String> all = new ArrayList<>(conditions);
        all.add(another);
        return all;
    }
}
