package io.videocatalog.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * Meets every request first, on the event loop: gives it an id, holds it to the limits, and collects its body before
 * a thread is spent on it, so that a client that sends slowly costs nothing but its connection.
 */
@ApplicationScoped
class RequestGuard {

    private static final int FIRST = 10_000;
    private static final String BODY_DEADLINE = RequestGuard.class.getName() + ".deadline";
    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);
    private static final Pattern SOUND_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    @Inject
    HttpSettings settings;
    @Inject
    TrustedProxies proxies;
    @Inject
    Cors cors;
    @Inject
    RateLimits limits;
    @Inject
    Overload overload;

    void register(@Observes Filters filters) {
        BodyHandler collector = BodyHandler.create(false).setBodyLimit(settings.maxBody().asLongValue());
        List<Handler<RoutingContext>> steps = List.of(this::identify, ResponseHeaders::set, this::limitHeader, this::checkAddress,
                unlessRefused(limits::countAddress), cors::handle, unlessRefused(overload::requireRoom),
                request -> collectBody(request, collector), this::noteBody, unlessRefused(overload::enter));
        for (int step = 0; step < steps.size(); step++) {
            filters.register(steps.get(step), FIRST - step);
        }
    }

    private void identify(RoutingContext request) {
        Connections.watch(request.request()).ifPresent(watch -> {
            watch.requestBegun();
            request.addEndHandler(ended -> watch.requestAnswered());
        });
        String given = request.request().getHeader(RequestContext.REQUEST_ID);
        String id = given != null && SOUND_ID.matcher(given).matches() ? given : UUID.randomUUID().toString();
        RequestContext.setId(request, id);
        proxies.clientOf(request.request()).remember(request);
        MDC.put("requestId", id);
        // An empty list accepts no less than none, but the framework cannot parse it.
        if ("".equals(request.request().getHeader(HttpHeaders.ACCEPT))) {
            request.request().headers().remove(HttpHeaders.ACCEPT);
        }
        request.next();
    }

    // The framework's own check, which Main turns off, answers without a problem.
    private void checkAddress(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!isUri(request.uri()) || request.absoluteURI() != null && !isUri(request.absoluteURI())) {
            Answers.send(context,
                    new ProblemException(ProblemType.MALFORMED, "The address is no URI; percent-encode what must not stand in one"));
        } else if ((request.authority() == null || request.authority().host().isEmpty()) && request.path().startsWith("/api")) {
            Answers.send(context, new ProblemException(ProblemType.MALFORMED, "The header Host is missing; links need it"));
        } else {
            context.next();
        }
    }

    private static boolean isUri(String address) {
        try {
            URI.create(address);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void limitHeader(RoutingContext request) {
        int uri = request.request().uri().length();
        int headers = 0;
        for (var header : request.request().headers()) {
            headers += header.getKey().length() + header.getValue().length();
        }
        if (uri > settings.maxUri().asLongValue()) {
            Answers.send(request, new ProblemException(ProblemType.URI_TOO_LONG, "at most " + settings.maxUri().asLongValue() + " bytes"));
        } else if (headers > settings.maxHeaders().asLongValue()) {
            Answers.send(request,
                    new ProblemException(ProblemType.HEADERS_TOO_LARGE, "at most " + settings.maxHeaders().asLongValue() + " bytes"));
        } else {
            request.next();
        }
    }

    private static Handler<RoutingContext> unlessRefused(Consumer<RoutingContext> check) {
        return request -> {
            try {
                check.accept(request);
            } catch (ProblemException problem) {
                Answers.refuse(request, problem);
                return;
            }
            request.next();
        };
    }

    private void collectBody(RoutingContext context, BodyHandler collector) {
        HttpServerRequest request = context.request();
        if (!isCollected(request)) {
            context.next();
            return;
        }
        long deadline = context.vertx().setTimer(settings.receiveTimeout().toMillis(), timer -> {
            if (!context.response().ended()) {
                Answers.send(context, new ProblemException(ProblemType.REQUEST_TIMEOUT, "The body did not arrive within "
                        + settings.receiveTimeout().toSeconds() + " seconds").with("Connection", "close"));
                request.connection().close();
            }
        });
        context.put(BODY_DEADLINE, deadline);
        context.addEndHandler(ended -> context.vertx().cancelTimer(deadline));
        request.resume();
        collector.handle(context);
    }

    private void noteBody(RoutingContext context) {
        if (isCollected(context.request())) {
            context.vertx().cancelTimer(context.<Long>get(BODY_DEADLINE));
            // The collector leaves an empty body unset, and the framework would wait for it in vain.
            if (context.body().buffer() == null) {
                ((RoutingContextInternal) context).setBody(Buffer.buffer());
            }
        }
        context.next();
    }

    // An import is read as it comes, by a thread of its own; TransferGate limits how many do.
    private static boolean isCollected(HttpServerRequest request) {
        return mayHaveBody(request) && !isImport(request);
    }

    static boolean mayHaveBody(HttpServerRequest request) {
        return WITH_BODY.contains(request.method());
    }

    static boolean isImport(HttpServerRequest request) {
        return request.method() == HttpMethod.POST && request.path().endsWith("/import");
    }
}
