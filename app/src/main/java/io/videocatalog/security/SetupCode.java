package io.videocatalog.security;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.videocatalog.model.User;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Lets whoever can read the log of the first start create the first administrator: there is no password that everybody knows. Each
 * process has a code of its own, in memory only, so that a catalogue without a user stays empty.
 */
@ApplicationScoped
public class SetupCode {

    private static final Logger LOG = Logger.getLogger("io.videocatalog");
    private static final Duration LIFETIME = Duration.ofMinutes(30);
    /** After the settings have been checked. */
    private static final int LATE = 5000;

    @Inject
    SignInSettings settings;

    private String hash = "";
    private Instant end = Instant.MIN;

    void offer(@Observes @Priority(LATE) StartupEvent started) {
        if (!settings.serves()) {
            return;
        } else if (!settings.isRequired()) {
            LOG.warn("Nobody needs to sign in: whoever reaches this service may do everything");
        } else if (!settings.hasAdminToken() && !QuarkusTransaction.requiringNew().call(User::hasAdmin)) {
            String code = next(Instant.now());
            LOG.infof("Nobody can sign in yet. Create the administrator with: video-catalog user add --admin EMAIL%n"
                    + "or, within %d minutes, by POST /api/setup with the code %s", LIFETIME.toMinutes(), code);
        }
    }

    /** A new code, which takes the place of the one before. */
    String next(Instant now) {
        String code = OpaqueToken.next();
        hash = OpaqueToken.hash(code);
        end = now.plus(LIFETIME);
        return code;
    }

    /** Whether it is the code that this process has printed, in time. Once there is an administrator, none is valid. */
    public boolean isValid(String code) {
        return isCurrent(code, Instant.now()) && !User.hasAdmin();
    }

    boolean isCurrent(String code, Instant now) {
        return OpaqueToken.isHashOf(hash, code) && now.isBefore(end);
    }
}
