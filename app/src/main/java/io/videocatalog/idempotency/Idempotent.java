package io.videocatalog.idempotency;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has a resource method honour the header {@code Idempotency-Key}: a request that is sent again gets the first answer, which is
 * kept in the database. The method is transactional, its effects are those of its transaction, and it returns a
 * {@code Response} whose entity is bytes or nothing. Not for answers that must be seen only once, such as secrets.
 */
@InterceptorBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {
}
