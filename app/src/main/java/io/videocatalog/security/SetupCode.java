package io.videocatalog.security;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.videocatalog.model.Token;
import io.videocatalog.model.Token.Kind;
import io.videocatalog.model.User;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Lets whoever can read the log of the first start create the first administrator: there is no password that everybody knows. */
@ApplicationScoped
public class SetupCode {

    private static final Logger LOG = Logger.getLogger("io.videocatalog");
    private static final Duration LIFETIME = Duration.ofMinutes(30);
    /** After the settings have been checked. */
    private static final int LATE = 5000;

    @Inject
    SignInSettings settings;
    @Inject
    Tokens tokens;
    @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true")
    boolean serves;

    void offer(@Observes @Priority(LATE) StartupEvent started) {
        if (!serves) {
            return;
        } else if (!settings.isRequired()) {
            LOG.warn("Nobody needs to sign in: whoever reaches this service may do everything");
        } else if (!settings.hasAdminToken() && QuarkusTransaction.requiringNew().call(() -> !User.hasAdmin())) {
            String code = QuarkusTransaction.requiringNew()
                    .call(() -> tokens.issue(Tokens.newToken(null, Kind.SETUP, "set-up", LIFETIME)));
            LOG.infof("Nobody can sign in yet. Create the administrator with: video-catalog user add --admin EMAIL%n"
                    + "or, within %d minutes, by POST /api/setup with the code %s", LIFETIME.toMinutes(), code);
        }
    }

    /** Uses a code up, and tells whether it was one. Once there is an administrator, none is. */
    public boolean use(String code) {
        boolean valid = !User.hasAdmin()
                && Token.delete("hash = ?1 and kind = ?2 and expiresAt > ?3", OpaqueToken.hash(code), Kind.SETUP, Instant.now()) == 1;
        Token.delete("kind", Kind.SETUP);
        return valid;
    }
}
