package io.videocatalog.http;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableBean;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Which methods each path knows: RFC 9110, 15.5.6, wants them in a 405, and the framework leaves them out. */
@ApplicationScoped
public class AllowedMethods {

    private final Map<String, Set<String>> methodsByPath = new TreeMap<>();

    AllowedMethods() {
        for (InjectableBean<?> bean : Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(InjectableBean.class::cast).toList()) {
            Path path = bean.getBeanClass().getAnnotation(Path.class);
            if (path != null) {
                register(path.value(), bean.getBeanClass());
            }
        }
    }

    private void register(String root, Class<?> resource) {
        for (Method method : resource.getMethods()) {
            Path path = method.getAnnotation(Path.class);
            for (Annotation annotation : method.getAnnotations()) {
                HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
                if (verb != null) {
                    Set<String> methods = methodsByPath.computeIfAbsent(pattern(root, path), any -> new TreeSet<>());
                    methods.add(verb.value());
                    if (verb.value().equals(HttpMethod.GET)) {
                        methods.add(HttpMethod.HEAD);
                    }
                }
            }
        }
    }

    private static String pattern(String root, Path path) {
        String template = path == null ? root : root + "/" + path.value();
        return Pattern.compile("\\{[^}]*}").splitAsStream(template + " ").map(Pattern::quote).collect(Collectors.joining("[^/]+"))
                .replace(" ", "");
    }

    /** Whether an operation has exactly this path, which no parameter is part of. */
    public boolean isLiteral(String path) {
        return methodsByPath.containsKey(pattern(path, null));
    }

    /** Corrects the framework, which lists the methods of all paths of a resource. */
    @ServerResponseFilter
    public void answerOptions(ContainerRequestContext request, ContainerResponseContext response, RoutingContext context) {
        if (request.getMethod().equals(HttpMethod.OPTIONS) && response.getHeaders().containsKey(HttpHeaders.ALLOW)) {
            String methods = of(context);
            response.getHeaders().putSingle(HttpHeaders.ALLOW, methods);
            if (methods.contains(HttpMethod.PATCH)) {
                response.getHeaders().putSingle("Accept-Patch", MediaTypes.MERGE_PATCH);
            }
        }
    }

    /** The methods of a request's path, with commas between; empty for a path that does not exist. */
    String of(RoutingContext request) {
        String path = RequestContext.path(request).replaceFirst("(?<=.)/+$", "");
        Set<String> methods = new TreeSet<>(methodsByPath.getOrDefault(pattern(path, null), methodsOfTemplate(path)));
        if (!methods.isEmpty()) {
            methods.add(HttpMethod.OPTIONS);
        }
        return String.join(", ", methods);
    }

    private Set<String> methodsOfTemplate(String path) {
        return methodsByPath.entrySet().stream().filter(entry -> path.matches(entry.getKey())).flatMap(entry -> entry.getValue().stream())
                .collect(Collectors.toSet());
    }
}
