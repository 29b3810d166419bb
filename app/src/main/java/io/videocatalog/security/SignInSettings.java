package io.videocatalog.security;

import io.quarkus.runtime.StartupEvent;
import io.videocatalog.db.StartFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What an operator can set of who is let in. */
@ApplicationScoped
public class SignInSettings {

    private static final int SHORTEST_ADMIN_TOKEN = 32;
    /** What bcrypt takes, and what somebody who signs in can wait for. */
    private static final int LEAST_COST = 4;
    private static final int MOST_COST = 20;

    /** Whether somebody who has not signed in may do less than everything. */
    @ConfigProperty(name = "video-catalog.sign-in")
    boolean required;
    @ConfigProperty(name = "video-catalog.public-reads")
    boolean publicReads;
    @ConfigProperty(name = "video-catalog.session-lifetime")
    Duration sessionLifetime;
    /** Of bcrypt. */
    @ConfigProperty(name = "video-catalog.password-cost")
    int passwordCost;
    @ConfigProperty(name = "video-catalog.admin-token")
    Optional<String> adminToken;
    @ConfigProperty(name = "video-catalog.admin-token-file")
    Optional<Path> adminTokenFile;
    @ConfigProperty(name = "quarkus.http.host")
    String host;
    @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true")
    boolean serves;

    private Optional<String> adminTokenHash;

    void check(@Observes StartupEvent started) {
        if (!required && serves && !isLoopback(host)) {
            throw new StartFailure("Without sign-in the service listens on loopback only, and not on " + host
                    + "; leave VIDEO_CATALOG_SIGN_IN out, or set QUARKUS_HTTP_HOST to 127.0.0.1.");
        }
        if (passwordCost < LEAST_COST || passwordCost > MOST_COST) {
            throw new StartFailure("VIDEO_CATALOG_PASSWORD_COST is " + passwordCost + "; use a number from " + LEAST_COST + " to "
                    + MOST_COST + ".");
        }
        if (sessionLifetime.isZero() || sessionLifetime.isNegative()) {
            throw new StartFailure("VIDEO_CATALOG_SESSION_LIFETIME must be longer than nothing, such as 24h.");
        }
        adminTokenHash = readAdminToken().map(OpaqueToken::hash);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private Optional<String> readAdminToken() {
        if (adminToken.isPresent() && adminTokenFile.isPresent()) {
            throw new StartFailure("Set VIDEO_CATALOG_ADMIN_TOKEN or VIDEO_CATALOG_ADMIN_TOKEN_FILE, not both.");
        }
        Optional<String> token = adminToken.or(() -> adminTokenFile.map(SignInSettings::read)).map(String::strip);
        token.filter(text -> text.length() < SHORTEST_ADMIN_TOKEN).ifPresent(text -> {
            throw new StartFailure(
                    "The administrator's token has " + text.length() + " characters; VIDEO_CATALOG_ADMIN_TOKEN needs at least "
                            + SHORTEST_ADMIN_TOKEN + ", such as \"openssl rand -base64 32\" prints.");
        });
        return token;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StartFailure("The file " + file + ", which VIDEO_CATALOG_ADMIN_TOKEN_FILE names, cannot be read; "
                    + "see that it is there, is text, and that this user may read it.");
        }
    }

    /** Whether this process is to listen; commands do not. */
    boolean serves() {
        return serves;
    }

    public boolean isRequired() {
        return required;
    }

    /** Whether everybody may read what no rule keeps closed. */
    public boolean arePublicReads() {
        return publicReads;
    }

    /** How long a browser stays signed in. */
    public Duration sessionLifetime() {
        return sessionLifetime;
    }

    /** Whether an administrator's token is set. */
    boolean hasAdminToken() {
        return adminTokenHash.isPresent();
    }

    /** Whether it is the administrator's token. */
    boolean isAdminToken(String token) {
        return adminTokenHash.filter(hash -> OpaqueToken.isHashOf(hash, token)).isPresent();
    }
}
