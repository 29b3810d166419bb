package io.videocatalog.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets clients sort by a number, date or time that is never null, and filter by it. Its column has an index.
 * Text is made queryable by a {@link SortKey}; references to other entities always are.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Queryable {
}
