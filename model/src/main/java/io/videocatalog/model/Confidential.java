package io.videocatalog.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a member that is seen by the owner of its row and by admins only, whom the entity's {@link AccessRule} tells. It is left out
 * of what others read, and only admins may sort and filter by it.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Confidential {
}
