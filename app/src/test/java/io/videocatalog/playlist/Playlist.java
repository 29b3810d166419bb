package io.videocatalog.playlist;

import io.videocatalog.model.CatalogEntity;
import io.videocatalog.model.Queryable;
import io.videocatalog.model.SearchText;
import io.videocatalog.model.SortKey;
import io.videocatalog.model.Text;
import io.videocatalog.model.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** A named selection of videos. */
@Entity
@Table(name = "playlists")
public class Playlist extends CatalogEntity {

    @NotNull
    @Text(max = 100)
    @Column(nullable = false, length = 200)
    public String name;

    /** From 1, the best, to 5. */
    @NotNull
    @Min(1)
    @Max(5)
    @Queryable
    public Integer rank;

    @ManyToOne(fetch = FetchType.LAZY)
    public User curator;

    @SortKey(of = "name")
    @Column(nullable = false, length = 200)
    String nameKey;

    @SearchText(of = "name")
    @Column(nullable = false, length = SearchText.LENGTH)
    String searchText;
}
