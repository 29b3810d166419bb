package io.videocatalog.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
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
import java.util.concurrent.ThreadLocalRandom;
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
    private static final Set<String> SCHEMES = Set.of("http", "https");
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

    private BodyHandler collector;

    void register(@Observes Filters filters) {
        collector = BodyHandler.create(false).setBodyLimit(settings.maxBody().asLongValue());
        filters.register(unlessRefused(this::receive), FIRST);
        filters.register(unlessRefused(this::admit), FIRST - 1);
    }

    private static Handler<RoutingContext> unlessRefused(Consumer<RoutingContext> step) {
        return request -> {
            try {
                step.accept(request);
            } catch (ProblemException problem) {
                Answers.refuse(request, problem);
            }
        };
    }

    /** All that the head of a request tells. */
    private void receive(RoutingContext request) {
        meet(request);
        if (!isFramed(request.request())) {
            Answers.send(request, new ProblemException(ProblemType.MALFORMED, "Transfer-Encoding must be chunked, and nothing else")
                    .with("Connection", "close"));
            request.request().connection().close();
            return;
        }
        limitHeader(request.request());
        checkAddress(request.request());
        limits.countAddress(request);
        refuseSemicolon(request.request());
        if (cors.answers(request)) {
            return;
        }
        overload.requireRoom(request);
        if (isCollected(request.request())) {
            collectBody(request);
        } else {
            request.next();
        }
    }

    /** The body is there, if there is to be one. */
    private void admit(RoutingContext request) {
        if (isCollected(request.request())) {
            noteBody(request);
        }
        overload.enter(request);
        request.next();
    }

    /** What every request is given, also one that the framework refuses by itself. */
    void meet(RoutingContext request) {
        PipelinedRequests.holdBack(request.request());
        RequestEnd.await(request);
        identify(request);
        ResponseHeaders.set(request);
    }

    private void identify(RoutingContext request) {
        Connections.watch(request.request()).ifPresent(watch -> {
            watch.requestBegun();
            RequestEnd.of(request, watch::requestAnswered);
        });
        String given = request.request().getHeader(RequestContext.REQUEST_ID);
        String id = given != null && SOUND_ID.matcher(given).matches() ? given : newId();
        RequestContext.setId(request, id);
        proxies.clientOf(request.request()).remember(request);
        MDC.put("requestId", id);
        // An empty list accepts no less than none, but the framework cannot parse it.
        if ("".equals(request.request().getHeader(HttpHeaders.ACCEPT))) {
            request.request().headers().remove(HttpHeaders.ACCEPT);
        }
    }

    // Nobody needs to be kept from guessing it, so it need not come from the generator that costs more.
    private static String newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE).toString();
    }

    // RFC 9112, 6.3: where a body ends cannot be told, and what follows must not be taken for another request.
    private static boolean isFramed(HttpServerRequest request) {
        List<String> codings = request.headers().getAll(io.vertx.core.http.HttpHeaders.TRANSFER_ENCODING);
        return codings.isEmpty() || codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked");
    }

    private void limitHeader(HttpServerRequest request) {
        if (request.uri().length() > settings.maxUri().asLongValue()) {
            throw new ProblemException(ProblemType.URI_TOO_LONG, "at most " + settings.maxUri().asLongValue() + " bytes");
        }
        if (RequestContext.isPathTooLong(request)) {
            throw new ProblemException(ProblemType.URI_TOO_LONG,
                    "at most " + RequestContext.MOST_OF_PATH + " bytes of it before the query");
        }
        int headers = 0;
        int hosts = 0;
        for (var header : request.headers()) {
            headers += header.getKey().length() + header.getValue().length();
            hosts += header.getKey().equalsIgnoreCase("Host") ? 1 : 0;
        }
        if (hosts > 1) { // RFC 9112, 3.2.
            throw new ProblemException(ProblemType.MALFORMED, "The header Host must occur once");
        }
        if (headers > settings.maxHeaders().asLongValue()) {
            throw new ProblemException(ProblemType.HEADERS_TOO_LARGE, "at most " + settings.maxHeaders().asLongValue() + " bytes");
        }
    }

    // The framework's own check, which Main turns off, answers without a problem.
    private static void checkAddress(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        boolean plain = authority != null && isPlain(authority.host(), "-.") && SCHEMES.contains(String.valueOf(request.scheme()))
                && request.uri().startsWith("/") && isPlain(request.uri(), "/-._~?&=,:");
        if (!plain && !(isUri(request.uri()) && (request.absoluteURI() == null || isUri(request.absoluteURI())))) {
            throw new ProblemException(ProblemType.MALFORMED, "The address is no URI; percent-encode what must not stand in one");
        }
        if ((authority == null || authority.host().isEmpty()) && request.path().startsWith("/api")) {
            throw new ProblemException(ProblemType.MALFORMED, "The header Host is missing; links need it");
        }
    }

    // The framework would take it for the beginning of matrix parameters, and pass the query over.
    private static void refuseSemicolon(HttpServerRequest request) {
        if (request.path() != null && request.path().indexOf(';') >= 0) {
            throw new ProblemException(ProblemType.NOT_FOUND, "No address here has a semicolon in its path");
        }
    }

    /** Whether it has letters, digits and these marks only, as nearly all have: to take a URI apart costs much more. */
    private static boolean isPlain(String part, String marks) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            boolean letterOrDigit = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letterOrDigit && marks.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUri(String address) {
        try {
            URI.create(address);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void collectBody(RoutingContext context) {
        HttpServerRequest request = context.request();
        long deadline = context.vertx().setTimer(settings.receiveTimeout().toMillis(), timer -> {
            if (!context.response().ended()) {
                Answers.send(context, new ProblemException(ProblemType.REQUEST_TIMEOUT, "The body did not arrive within "
                        + settings.receiveTimeout().toSeconds() + " seconds").with("Connection", "close"));
                request.connection().close();
            }
        });
        context.put(BODY_DEADLINE, deadline);
        RequestEnd.of(context, () -> context.vertx().cancelTimer(deadline));
        request.resume();
        collector.handle(context);
    }

    private void noteBody(RoutingContext context) {
        context.vertx().cancelTimer(context.<Long>get(BODY_DEADLINE));
        // The collector leaves an empty body unset, and the framework would wait for it in vain.
        if (context.body().buffer() == null) {
            ((RoutingContextInternal) context).setBody(Buffer.buffer());
        }
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
