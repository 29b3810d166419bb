package io.videocatalog.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may do what with the rows of an entity. Admins may do everything, whatever stands here. An entity without a rule is read by
 * viewers and written by editors.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface AccessRule {

    /** The least role that reads. */
    Role read() default Role.VIEWER;

    /** The least role that writes. */
    Role write() default Role.EDITOR;

    /**
     * The field that refers to the user whom a row belongs to, or {@code id} where the row is the user; empty where rows belong
     * to nobody. Editors write only what belongs to them, unless they have the right to all.
     */
    String owner() default "";

    /** Whether only its owner and admins know that a row exists. */
    boolean ownersOnly() default false;

    /** Whether the rows stay closed to those who have not signed in where the operator has opened reading to everybody. */
    boolean neverPublic() default false;
}
