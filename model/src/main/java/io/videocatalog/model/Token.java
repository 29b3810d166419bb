package io.videocatalog.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;

/** What somebody shows to be let in, in place of a password: a browser's session, or what a program has been given. */
@Entity
@NoHistory
@AccessRule(write = Role.VIEWER, owner = "user", ownersOnly = true, neverPublic = true)
@Table(name = "tokens", uniqueConstraints = @UniqueConstraint(name = "tokens_hash_key", columnNames = "hash"), indexes = {
        @Index(name = "tokens_user_id_idx", columnList = "user_id, id"),
        @Index(name = "tokens_created_at_idx", columnList = "created_at, id"),
        @Index(name = "tokens_updated_at_idx", columnList = "updated_at, id"),
        @Index(name = "tokens_expires_at_idx", columnList = "expires_at, id")})
public class Token extends CatalogEntity {

    /** What a token is for. */
    public enum Kind {
        /** A browser's, made by signing in. */
        SESSION,
        /** A program's, made by whoever it acts for. */
        PROGRAM;

        /** As the API and commands write it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @ReadOnly
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @OnDelete(action = OnDeleteAction.CASCADE)
    @JoinColumn(nullable = false, foreignKey = @ForeignKey(name = "tokens_user_id_fkey"))
    @Schema(description = "The id of the user whom the token acts for.", examples = "1")
    public User user;

    @ReadOnly
    @Enumerated(EnumType.STRING)
    @Column(nullable = false, length = 20)
    @Schema(description = "Whether it is a browser's session or a program's token.", examples = "program")
    public Kind kind = Kind.PROGRAM;

    @NotNull
    @Text(max = 100)
    @Column(nullable = false, length = 200)
    @Schema(description = "What the token is called, so that people know which to revoke.", examples = "nightly import")
    public String name;

    @NotNull
    @Enumerated(EnumType.STRING)
    @Column(nullable = false, length = 20)
    @Schema(description = "The most that the token may do, and never more than its user.", examples = "viewer")
    public Role scope = Role.VIEWER;

    @NotNull
    @Queryable
    @Column(nullable = false, secondPrecision = 3)
    @Schema(description = "From when on the token is refused; at most 366 days ahead. 90 days ahead where nothing is said.", examples = "2027-01-31T12:00:00.000Z")
    public Instant expiresAt = Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(90, ChronoUnit.DAYS);

    @ReadOnly
    @Column(secondPrecision = 3)
    @Schema(description = "When the token was last used, to the minute; null before its first use.")
    public Instant lastUsedAt;

    /** SHA-256 of the token, in hexadecimal digits. */
    @Column(nullable = false, length = 64)
    String hash;

    /** Has the token answer to this hash. */
    public void setHash(String hash) {
        this.hash = hash;
    }

    /** Deletes some of those that let nobody in any more; returns how many, none when there are none left. */
    public static long deleteExpired() {
        return ExpiredRows.delete(Token.class, "expiresAt", Instant.now());
    }

    /** Deletes a token, also where its use is being noted at the same moment. */
    public static void revoke(Long id) {
        delete("id", id);
    }

    /** Ends all sessions of a user but one. */
    public static void endSessions(User user, Long except) {
        delete("user = ?1 and kind = ?2 and id <> ?3", user, Kind.SESSION, except == null ? 0 : except);
    }
}
