package io.videocatalog.model;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What every entity of the catalogue has. A public field of an entity is a member of its API representation;
 * a field with any other visibility stays inside.
 */
@MappedSuperclass
public abstract class CatalogEntity extends PanacheEntityBase {

    /** Given by the database's sequence, unless an import brings its own. Below 2^53, so that JavaScript can hold it. */
    @Id
    @GivenOrNextId
    @Schema(description = "Given by the catalogue when the resource is created.")
    public Long id;

    /** Counts the writes to the row; null until it is persisted. The API shows it as the {@code ETag}. */
    @Version
    @Column(nullable = false)
    Long version;

    /** In UTC, to the millisecond. */
    @ReadOnly
    @Queryable
    @WrittenAt
    @Column(nullable = false, secondPrecision = 3)
    @Schema(description = "When the resource was created.")
    public Instant createdAt;

    /** In UTC, to the millisecond. Moves with every write that changes something. */
    @ReadOnly
    @Queryable
    @WrittenAt(everyTime = true)
    @Column(nullable = false, secondPrecision = 3)
    @Schema(description = "When a write last changed the resource.")
    public Instant updatedAt;

    /** Whether {@link FoldedText} has computed its columns already. */
    transient boolean folded;

    /** The version of the row as it was read, null until it is persisted. */
    public Long version() {
        return version;
    }

    /** Has a row that is about to be inserted go on counting behind that of a row which had its id before. */
    public void continueAfter(long version) {
        this.version = version + 1;
    }

    /** For people, in the console and in logs. An entity adds what it is known by. */
    @Override
    public String toString() {
        return getClass().getSimpleName() + "[id=" + id + "]";
    }

    protected static String quoted(String text) {
        return text == null ? "null" : '"' + text + '"';
    }
}
