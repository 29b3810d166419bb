package io.videocatalog.model;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A key by which a request can be told from others, and the answer that it was given, so that whoever sends it again gets that
 * answer instead of a second effect. No resource of the catalogue.
 */
@Entity
@IdClass(IdempotencyKey.Identity.class)
@Table(name = "idempotency_keys", indexes = @Index(name = "idempotency_keys_created_at_idx", columnList = "created_at"))
public class IdempotencyKey extends PanacheEntityBase {

    /** The most characters of a key. */
    public static final int LENGTH = 255;
    /** How long an answer is kept. */
    private static final Duration KEPT = Duration.ofHours(24);
    /** As much as Hibernate takes for a column on H2. */
    private static final int LONGEST_ANSWER = 1 << 20;

    /** Whose key it is: others may use the same for something else. */
    @Id
    @Column(nullable = false)
    String caller;

    @Id
    @Column(nullable = false, length = LENGTH)
    String idempotencyKey;

    /** Of the request; another request must not come with the same key. */
    @Column(nullable = false, length = 64)
    String fingerprint;

    @Column(nullable = false)
    int status;

    @Column(nullable = false, length = LONGEST_ANSWER)
    String headers;

    @Column(length = LONGEST_ANSWER)
    byte[] body;

    @Column(nullable = false, secondPrecision = 3)
    Instant createdAt;

    /** What identifies a row. */
    public record Identity(String caller, String idempotencyKey) {
    }

    protected IdempotencyKey() {
    }

    public IdempotencyKey(String caller, String key) {
        this.caller = caller;
        idempotencyKey = key;
    }

    /** The key as this caller has used it, be it long ago. */
    public static Optional<IdempotencyKey> findByCaller(String caller, String key) {
        return findByIdOptional(new Identity(caller, key));
    }

    /** Whether the key has been used so long ago that it is free again. */
    public boolean isExpired() {
        return createdAt.isBefore(oldest());
    }

    private static Instant oldest() {
        return Instant.now().minus(KEPT);
    }

    /** Whether this is the request that the key was used for. */
    public boolean belongsTo(String fingerprint) {
        return this.fingerprint.equals(fingerprint);
    }

    public int status() {
        return status;
    }

    /** The header fields of the answer, one a line. */
    public String headers() {
        return headers;
    }

    /** The body of the answer, null where it has none. */
    public byte[] body() {
        return body;
    }

    /** Writes down what the request with this fingerprint is answered, from now on. */
    public void keep(String fingerprint, int status, String headers, byte[] body) {
        this.fingerprint = fingerprint;
        this.status = status;
        this.headers = headers;
        this.body = body;
        createdAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        persistAndFlush();
    }

    /** Deletes some of those that have expired; returns how many, none when there are none left. */
    public static long deleteExpired() {
        return ExpiredRows.delete(IdempotencyKey.class, "createdAt", oldest());
    }
}
