package io.videocatalog.db;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Stands outside of {@code @Transactional}, so that an attempt ends with its commit. */
@Retried
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
class RetriedInterceptor {

    @Inject
    Attempts attempts;

    @AroundInvoke
    Object call(InvocationContext method) throws Exception {
        // What belongs to a transaction that is open already can only be done again together with it.
        return QuarkusTransaction.isActive() ? method.proceed() : attempts.call(method::proceed);
    }
}
