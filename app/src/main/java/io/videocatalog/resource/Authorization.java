package io.videocatalog.resource;

import io.quarkus.arc.All;
import io.quarkus.arc.InstanceHandle;
import io.vertx.ext.web.RoutingContext;
import io.videocatalog.http.RequestContext;
import io.videocatalog.model.Role;
import io.videocatalog.security.Caller;
import io.videocatalog.security.Refusal;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses whom an operation is closed to, before its body is looked at. An operation says {@code @PermitAll}, or by
 * {@code @RolesAllowed} the least role that may call it; else the rule of the resource's entity holds. What has neither is for admins.
 * Which rows a caller may read and write, the resource sees to itself.
 */
@Singleton
public class Authorization {

    private final Map<Class<?>, Representation<?>> entities = new HashMap<>();

    @Inject
    Authorization(@All List<InstanceHandle<CollectionResource<?>>> resources) {
        resources.forEach(resource -> entities.put(resource.getBean().getBeanClass(), resource.get().representation()));
    }

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    public void authorize(ResourceInfo operation, RoutingContext request) {
        if (isOpen(operation)) {
            return;
        }
        Caller caller = Caller.of(request);
        Representation<?> entity = entities.get(operation.getResourceClass());
        Optional<Role> least = least(operation.getResourceMethod()).or(() -> least(operation.getResourceClass()));
        if (least.isPresent() || entity == null) {
            require(least.orElse(Role.ADMIN), caller);
        } else if (RequestContext.isSafe(request.request())) {
            new Permissions<>(entity, caller).requireRead();
        } else {
            new Permissions<>(entity, caller).requireWrite();
        }
    }

    // The framework answers OPTIONS without a method of a resource.
    private static boolean isOpen(ResourceInfo operation) {
        return operation.getResourceMethod() == null || operation.getResourceMethod().isAnnotationPresent(PermitAll.class)
                || operation.getResourceClass().isAnnotationPresent(PermitAll.class);
    }

    private static Optional<Role> least(AnnotatedElement operation) {
        return Optional.ofNullable(operation.getAnnotation(RolesAllowed.class)).flatMap(
                allowed -> Stream.of(allowed.value()).map(name -> Role.valueOf(name.toUpperCase(Locale.ROOT))).sorted().findFirst());
    }

    private static void require(Role least, Caller caller) {
        if (!caller.isSignedIn()) {
            throw Refusal.unknown();
        } else if (!caller.is(least)) {
            throw Refusal.forbidden("Only " + least + "s may do this");
        }
    }
}
