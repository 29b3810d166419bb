package io.videocatalog.model;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What has happened to one row of the catalogue. The catalogue writes it by itself, in the transaction of the change; nothing
 * else does, and it is never altered.
 */
@Entity
@Table(name = "changes", indexes = @Index(name = "changes_entity_id_idx", columnList = "entity_id, entity, number"))
public class Change extends PanacheEntityBase {

    /**
     * On H2, whoever takes numbers of changes holds this row until the commit, so that numbers become visible in their order. It is
     * one that every database has and nothing locks but what takes turns by it.
     */
    public static final String TAKE_TURN = "select \"installed_rank\" from \"flyway_schema_history\" where \"installed_rank\" = 1 for update";

    /** The most UTF-16 units of a state. */
    private static final int LONGEST_STATE = 1 << 20;
    private static final int DELETED_AT_ONCE = 1_000;

    /** What can happen to a row. */
    public enum Kind {
        CREATED,
        UPDATED,
        DELETED;

        /** As the API and commands write it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Grows from change to change of one row; between rows it may differ from the order in which they were committed. */
    @Id
    public Long number;

    /** The name of the table. */
    @Column(nullable = false, length = 100)
    public String entity;

    @Column(nullable = false)
    public Long entityId;

    /** The version that the change has made: one more than before it, that of a deletion too. */
    @Column(nullable = false)
    public Long version;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, length = 20)
    public Kind kind;

    /** When its transaction was about to be committed. */
    @Column(nullable = false, secondPrecision = 3)
    public Instant changedAt;

    /** The name that whoever made it had then. */
    @Column(nullable = false, length = 100)
    public String actor;

    /** The id that the user had; null for those who are no user. */
    public Long actorId;

    /** What the changes of one request or command have in common. */
    @Column(nullable = false, length = 100)
    public String requestId;

    /** The members that the row had, as a JSON object; null where it was not there. */
    @Column(length = LONGEST_STATE)
    public String beforeState;

    /** The members that the row has since; null where it is no more. */
    @Column(length = LONGEST_STATE)
    public String afterState;

    /** The last change of a row, if any is kept. */
    public static Optional<Change> findLast(String entity, Long id) {
        return find("entity = ?1 and entityId = ?2 order by entityId desc, entity desc, number desc", entity, id).firstResultOptional();
    }

    /** The versions that rows had last, by their ids; of those of which no change is kept there is none. */
    public static Map<Long, Long> lastVersions(String entity, List<Long> ids) {
        return getEntityManager().createQuery("select entityId, max(version) from Change where entity = :entity and entityId in :ids"
                + " group by entityId", Object[].class).setParameter("entity", entity).setParameter("ids", ids).getResultStream()
                .collect(Collectors.toMap(row -> (Long) row[0], row -> (Long) row[1]));
    }

    /** The first changes behind one number, up to and with another. */
    public static List<Change> listBetween(long after, long upTo, int limit) {
        return Change.<Change>find("number > ?1 and number <= ?2 order by number", after, upTo).page(0, limit).list();
    }

    /** What has happened to a row, the first change first. */
    public static List<Change> listByRow(String entity, Long id) {
        return list("entity = ?1 and entityId = ?2 order by entityId, entity, number", entity, id);
    }

    /**
     * Deletes the oldest changes that were made before this time, not more than a thousand, so that no statement takes long. The very
     * last stays: by it is known which numbers there have been.
     *
     * @return how many; none when there are none left
     */
    public static long deleteBefore(Instant oldest) {
        List<Change> first = find("order by number").page(0, DELETED_AT_ONCE).list();
        return first.stream().takeWhile(change -> change.changedAt.isBefore(oldest)).reduce((before, after) -> after)
                .map(newest -> delete("number <= ?1 and number < (select max(number) from Change)", newest.number)).orElse(0L);
    }

    @Override
    public String toString() {
        return "Change[number=" + number + ", " + entity + " " + entityId + " " + kind + " by " + actor + "]";
    }
}
