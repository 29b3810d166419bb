package io.videocatalog.security;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.videocatalog.http.ClientAddress;
import io.videocatalog.http.CrossSite;
import io.videocatalog.http.RateLimits;
import io.videocatalog.http.RequestContext;
import io.videocatalog.http.ResponseHeaders;
import io.videocatalog.model.Role;
import io.videocatalog.model.Token;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Finds out who sends a request, before anything looks at it. */
public class Authentication {

    private static final Pattern BEARER = Pattern.compile("Bearer +([\\x21-\\x7e]{1,200}) *", Pattern.CASE_INSENSITIVE);

    @Inject
    SignInSettings settings;
    @Inject
    Tokens tokens;
    @Inject
    CrossSite crossSite;
    @Inject
    RateLimits limits;

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public void authenticate(RoutingContext context) {
        Caller caller = caller(context);
        caller.sends(context);
        if (caller.userId() != null) {
            limits.countAccount(context, caller.key());
        }
    }

    private Caller caller(RoutingContext context) {
        HttpServerRequest request = context.request();
        String address = ClientAddress.of(context).text();
        String id = RequestContext.id(context);
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            Matcher bearer = BEARER.matcher(authorization);
            return Optional.of(bearer).filter(Matcher::matches).flatMap(shown -> program(shown.group(1), address, id))
                    .orElseThrow(Refusal::invalid);
        }
        Cookie cookie = request.getCookie(SessionCookie.NAME);
        Optional<Caller> session = cookie == null ? Optional.empty() : tokens.caller(cookie.getValue(), Token.Kind.SESSION, address, id);
        if (!RequestContext.isSafe(request)) {
            crossSite.check(context, session.isPresent());
        }
        return session.orElseGet(() -> withoutCredential(context, address, id));
    }

    private Optional<Caller> program(String token, String address, String requestId) {
        return settings.isAdminToken(token)
                ? Optional.of(Caller.operator(Caller.ADMIN_TOKEN, address, requestId))
                : tokens.caller(token, Token.Kind.PROGRAM, address, requestId);
    }

    private Caller withoutCredential(RoutingContext context, String address, String requestId) {
        if (!settings.isRequired()) {
            crossSite.requireLoopbackName(context);
            return Caller.operator("operator", address, requestId);
        }
        context.put(ResponseHeaders.PUBLIC, settings.arePublicReads());
        return Caller.nobody(settings.arePublicReads() ? Role.VIEWER : null, address, requestId);
    }
}
