package io.videocatalog.http;

import io.github.bucket4j.ConsumptionProbe;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.videocatalog.model.TextFolding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Holds callers to their number of requests, and tells them how many are left (draft-ietf-httpapi-ratelimit-headers). */
@ApplicationScoped
public class RateLimits {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SIGN_IN_WINDOW = Duration.ofMinutes(15);

    private final Limit perAddress;
    private final Limit perAccount;
    private final Limit signInsPerAddress;
    private final Limit signInsPerEmail;
    private final Limit auditedRefusals;

    @Inject
    RateLimits(LimitSettings settings) {
        perAddress = new Limit("address", settings.perAddress(), MINUTE);
        perAccount = new Limit("account", settings.perAccount(), MINUTE);
        signInsPerAddress = new Limit("sign-in-address", settings.signInsPerAddress(), MINUTE);
        signInsPerEmail = new Limit("sign-in-email", settings.signInsPerEmail(), SIGN_IN_WINDOW);
        auditedRefusals = new Limit("audited-refusals", settings.auditedRefusals(), MINUTE);
    }

    /** Counts a request of whoever it is. Health is not counted: a load balancer must not take the service for dead. */
    void countAddress(RoutingContext request) {
        if (!RequestContext.path(request).startsWith("/q/health")) {
            count(perAddress, ClientAddress.of(request).subnet(), request);
        }
    }

    /**
     * Counts a request of an account, before it is carried out.
     *
     * @throws ProblemException TOO_MANY_REQUESTS
     */
    public void countAccount(RoutingContext request, String account) {
        count(perAccount, account, request);
    }

    /**
     * Counts an attempt to sign in, before the password is looked at.
     *
     * @param email as it was sent; it need be no account's, and all that lead to one account count as one
     * @throws ProblemException TOO_MANY_REQUESTS
     */
    public void countSignIn(RoutingContext request, String email) {
        count(signInsPerAddress, ClientAddress.of(request).subnet(), request);
        count(signInsPerEmail, digest(TextFolding.sortKey(email)), request);
    }

    /**
     * Whether the audit is to keep that a request was refused: not when whoever sends it fills the database by asking.
     *
     * @param account whose request it is; empty where that is not known
     */
    public boolean keepsRefusal(RoutingContext request, Optional<String> account) {
        return auditedRefusals.isOff() || auditedRefusals.take(account.orElseGet(() -> ClientAddress.of(request).subnet())).isConsumed();
    }

    // Of one size, however long the text is.
    private static String digest(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static void count(Limit limit, String caller, RoutingContext request) {
        if (limit.isOff()) {
            return;
        }
        ConsumptionProbe taken = limit.take(caller);
        append(request, "RateLimit-Policy", limit.policy());
        append(request, "RateLimit", limit.state(taken));
        if (!taken.isConsumed()) {
            long seconds = Limit.retryAfter(taken);
            throw new ProblemException(ProblemType.TOO_MANY_REQUESTS, limit.sentence() + "; send the request again after " + seconds)
                    .with(HttpHeaders.RETRY_AFTER.toString(), String.valueOf(seconds));
        }
    }

    private static void append(RoutingContext request, String field, String item) {
        MultiMap headers = request.response().headers();
        String before = headers.get(field);
        headers.set(field, before == null ? item : before + ", " + item);
    }
}
