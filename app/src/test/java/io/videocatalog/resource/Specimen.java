package io.videocatalog.resource;

import io.videocatalog.model.CatalogEntity;
import io.videocatalog.model.Queryable;
import io.videocatalog.model.SearchText;
import io.videocatalog.model.SortKey;
import io.videocatalog.model.Text;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** Something with a member of every kind, for tests without a database. It has what Panache gives entities: accessors. */
@Table(name = "specimens")
public class Specimen extends CatalogEntity {

    /** A choice. */
    public enum Kind {
        LIVING,
        EXTINCT
    }

    @NotNull
    @Text(max = 50)
    public String name;
    @Text(max = 200, multiline = true)
    public String notes;
    @NotNull
    @Queryable
    public Long count;
    @NotNull
    @Queryable
    public Integer rank;
    @NotNull
    @Queryable
    public Double weight;
    public Boolean complete;
    @NotNull
    @Queryable
    public LocalDate found;
    public Kind kind;
    public Specimen parent;
    @SortKey(of = "name")
    String nameKey;
    @SearchText(of = "name")
    String searchText;

    /** What two specimens with the same members have in common. */
    public List<Object> values() {
        return Arrays.asList(id, name, notes, count, rank, weight, complete, found, kind, parent == null ? null : parent.id,
                createdAt, updatedAt);
    }

    public Long getId() {
        return id;
    }

    public void setId(Long id) {
        this.id = id;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public void setCreatedAt(Instant createdAt) {
        this.createdAt = createdAt;
    }

    public Instant getUpdatedAt() {
        return updatedAt;
    }

    public void setUpdatedAt(Instant updatedAt) {
        this.updatedAt = updatedAt;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getNotes() {
        return notes;
    }

    public void setNotes(String notes) {
        this.notes = notes;
    }

    public Long getCount() {
        return count;
    }

    public void setCount(Long count) {
        this.count = count;
    }

    public Integer getRank() {
        return rank;
    }

    public void setRank(Integer rank) {
        this.rank = rank;
    }

    public Double getWeight() {
        return weight;
    }

    public void setWeight(Double weight) {
        this.weight = weight;
    }

    public Boolean getComplete() {
        return complete;
    }

    public void setComplete(Boolean complete) {
        this.complete = complete;
    }

    public LocalDate getFound() {
        return found;
    }

    public void setFound(LocalDate found) {
        this.found = found;
    }

    public Kind getKind() {
        return kind;
    }

    public void setKind(Kind kind) {
        this.kind = kind;
    }

    public Specimen getParent() {
        return parent;
    }

    public void setParent(Specimen parent) {
        this.parent = parent;
    }
}
