package io.videocatalog.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.annotations.ValueGenerationType;

/**
 * A column that keeps {@link TextFolding#searchText} of text fields. It gives the entity the search parameter {@code q}. Whoever
 * changes which fields these are adds a script that empties the column, and makes it nullable: the catalogue fills it anew when
 * the scripts have run.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@ValueGenerationType(generatedBy = FoldedText.class)
public @interface SearchText {

    /** Room for 750 characters when each becomes the longest word that NFKC can make of one (18), with a space. */
    int LENGTH = 15_000;

    /** The names of the text fields that are searched. */
    String[] of();
}
