package io.videocatalog.security;

import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;

/** The cookie by which a browser is known: scripts cannot read it, other sites cannot have it sent, and it belongs to one host. */
public final class SessionCookie {

    /** Browsers take a cookie of this prefix over TLS, or from this machine, only. */
    static final String NAME = "__Host-session";

    private SessionCookie() {
    }

    public static NewCookie of(String token, Duration lifetime) {
        return cookie(token, (int) lifetime.toSeconds());
    }

    /** Has the browser forget the session. */
    public static NewCookie none() {
        return cookie("", 0);
    }

    private static NewCookie cookie(String value, int seconds) {
        return new NewCookie.Builder(NAME).value(value).path("/").maxAge(seconds).secure(true).httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT).build();
    }
}
