package io.videocatalog.migration;

import io.videocatalog.model.CatalogEntity;
import io.videocatalog.model.Queryable;
import io.videocatalog.model.SearchText;
import io.videocatalog.model.SortKey;
import io.videocatalog.model.Text;
import io.videocatalog.model.User;
import jakarta.persistence.Column;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;

/** Has a column of each kind; an entity by studio.orm.xml only, so that the application of the other tests does not have it. */
@Table(name = "studios", uniqueConstraints = @UniqueConstraint(columnNames = "code_key"), indexes = @Index(columnList = "rating desc, id"))
public class Studio extends CatalogEntity {

    public enum Size {
        SMALL,
        LARGE
    }

    @NotNull
    @Text(max = 100)
    @Column(nullable = false, length = 200)
    public String name;

    @SortKey(of = "name")
    @Column(nullable = false, length = 200)
    String nameKey;

    @NotNull
    @Text(max = 10)
    @Column(nullable = false, length = 20)
    public String code;

    @SortKey(of = "code")
    @Column(nullable = false, length = 20)
    String codeKey;

    @SearchText(of = {"name", "country"})
    @Column(nullable = false, length = SearchText.LENGTH)
    String searchText;

    @Text(max = 30)
    @Column(length = 60)
    public String country;

    @NotNull
    @Enumerated(EnumType.STRING)
    @Column(length = 20)
    public Size size;

    @NotNull
    @Queryable
    public LocalDate founded;

    @NotNull
    @Column(secondPrecision = 3)
    public Instant opened;

    @NotNull
    public Integer rating;

    @NotNull
    public Boolean open;

    public Double area;

    @Column(unique = true)
    public Integer number;

    /** A keyword. */
    public Long order;

    @NotNull
    @ManyToOne(fetch = FetchType.LAZY)
    public User head;

    @ManyToOne(fetch = FetchType.LAZY)
    public Studio parent;
}
