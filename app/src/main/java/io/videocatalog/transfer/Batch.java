package io.videocatalog.transfer;

import io.videocatalog.http.Fault;
import io.videocatalog.model.CatalogEntity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rows of an import that follow each other and are written together. */
final class Batch<E extends CatalogEntity> {

    private static final int ROWS = 1000;
    private static final int WEIGHT = 1 << 20;

    private final List<Row<E>> rows = new ArrayList<>(ROWS);
    private final Set<Long> ids = new HashSet<>();
    private int weight;

    /**
     * A row that has passed, or not, every check but those of the database.
     *
     * @param id the one that it has brought, or null; an attempt that fails leaves one of its own making in the entity
     * @param entity null when the row could not be read
     * @param faults empty when the row can be written
     * @param truncated what was cut from it
     * @param weight about how many characters it holds in memory
     */
    record Row<E>(long line, Long id, E entity, List<Fault> faults, List<Fault> truncated, int weight) {

        boolean isSound() {
            return faults.isEmpty();
        }
    }

    void add(Row<E> row) {
        rows.add(row);
        weight += row.weight;
        if (row.id != null) {
            ids.add(row.id);
        }
    }

    /** Whether it has a row of this id already. Two such must meet in order, since the second replaces what the first has written. */
    boolean has(Long id) {
        return ids.contains(id);
    }

    boolean isFull() {
        return rows.size() == ROWS || weight >= WEIGHT;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    List<Row<E>> rows() {
        return rows;
    }

    long lastLine() {
        return rows.get(rows.size() - 1).line();
    }

    /** The highest id that a sound row has brought, or 0. */
    long highestId() {
        return rows.stream().filter(row -> row.isSound() && row.id != null).mapToLong(Row::id).max().orElse(0);
    }
}
