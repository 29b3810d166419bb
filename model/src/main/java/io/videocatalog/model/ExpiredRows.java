package io.videocatalog.model;

import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.persistence.EntityManager;
import java.time.Instant;

/** Rows that have been kept for as long as they are to. */
final class ExpiredRows {

    private static final int DELETED_AT_ONCE = 1_000;

    private ExpiredRows() {
    }

    /**
     * Deletes the oldest of those whose time, which an index serves, is before the end: not more than about a thousand, so that no
     * statement takes long.
     *
     * @return how many; none when there are none left
     */
    static long delete(Class<?> entity, String time, Instant end) {
        EntityManager manager = Panache.getEntityManager();
        String name = entity.getSimpleName();
        return manager.createQuery("select " + time + " from " + name + " where " + time + " < :end order by " + time, Instant.class)
                .setParameter("end", end).setMaxResults(DELETED_AT_ONCE).getResultStream().reduce((before, after) -> after)
                .map(newest -> manager.createQuery("delete from " + name + " where " + time + " <= :newest").setParameter("newest", newest)
                        .executeUpdate())
                .orElse(0);
    }
}
