package io.videocatalog.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A video of the catalogue. */
@Entity
@AccessRule(owner = "owner")
@Table(name = "videos", indexes = {
        @Index(name = "videos_name_key_idx", columnList = "name_key, id"),
        @Index(name = "videos_created_at_idx", columnList = "created_at, id"),
        @Index(name = "videos_updated_at_idx", columnList = "updated_at, id"),
        @Index(name = "videos_owner_id_idx", columnList = "owner_id, id")})
public class Video extends CatalogEntity {

    // Columns are twice as long as the text they hold: H2 counts UTF-16 units, the catalogue counts code points.
    @NotNull
    @Text(max = 250)
    @Column(nullable = false, length = 500)
    @Schema(description = "The title.", examples = "A Trip to the Moon")
    public String name;

    @NotNull
    @Text(max = 500, multiline = true)
    @Column(nullable = false, length = 1000)
    @Schema(description = "What the video is about.", examples = "Six astronomers travel to the moon, and meet those who live there.")
    public String description;

    /** Who the video belongs to; null when nobody claims it. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(foreignKey = @ForeignKey(name = "videos_owner_id_fkey"))
    @Schema(description = "The id of the user whom the video belongs to; null when nobody claims it.")
    public User owner;

    @SortKey(of = "name")
    @Column(nullable = false, length = 500)
    String nameKey;

    @SearchText(of = {"name", "description"})
    @Column(nullable = false, length = SearchText.LENGTH)
    String searchText;

    /** The owner's videos, oldest first. */
    public static List<Video> listByOwner(User owner) {
        return list("owner = ?1 order by id", owner);
    }

    public static long countByOwner(User owner) {
        return count("owner", owner);
    }

    @Override
    public String toString() {
        return "Video[id=" + id + ", name=" + quoted(name) + "]";
    }
}
