package io.videocatalog.security;

import io.vertx.ext.web.RoutingContext;
import io.videocatalog.http.ClientAddress;
import io.videocatalog.http.RateLimits;
import io.videocatalog.http.RequestContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Has the audit know of requests that were refused to somebody: not of those that show no credential, which anybody can send. */
public class RefusalLog {

    private static final Logger LOG = Logger.getLogger(RefusalLog.class);

    @Inject
    Audit audit;
    @Inject
    RateLimits limits;

    @ServerResponseFilter
    public void record(ContainerResponseContext response, RoutingContext request) {
        Caller caller = Caller.of(request);
        if (response.getStatus() == 403 && caller != null && caller.isSignedIn()) {
            record("denied", caller, Optional.of(caller.key()), request);
        } else if (response.getStatus() == 401 && request.request().getHeader(HttpHeaders.AUTHORIZATION) != null) {
            record("token-refused", Caller.nobody(null, ClientAddress.of(request).text(), RequestContext.id(request)), Optional.empty(),
                    request);
        }
    }

    // The answer is a refusal whether it can be written down or not.
    private void record(String action, Caller caller, Optional<String> account, RoutingContext request) {
        if (!limits.keepsRefusal(request, account)) {
            return;
        }
        try {
            audit.recordRefusal(caller, action, request.request().method() + " " + request.request().path(), "");
        } catch (RuntimeException e) {
            LOG.errorf(e, "The audit has missed: %s, %s", action, caller.name());
        }
    }
}
