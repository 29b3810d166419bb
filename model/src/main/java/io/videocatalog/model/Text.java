package io.videocatalog.model;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Text that people can read: not blank, without control characters or broken Unicode, and of limited length.
 * Lengths count Unicode code points, so that every database agrees. Null is valid; {@code @NotNull} says otherwise.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = TextValidator.class)
public @interface Text {

    /** The most code points allowed. */
    int max();

    /** Whether line breaks and tabs may occur. */
    boolean multiline() default false;

    String message() default "must be text";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
