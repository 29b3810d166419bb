package io.videocatalog.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.annotations.ValueGenerationType;

/**
 * A column that keeps {@link TextFolding#sortKey} of a text field. It makes that field sortable and filterable, and
 * a unique constraint on it disregards case. A script that adds the column leaves it empty, and nullable: the catalogue fills it
 * when the scripts have run.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@ValueGenerationType(generatedBy = FoldedText.class)
public @interface SortKey {

    /** The name of the text field, which must not be null. */
    String of();
}
