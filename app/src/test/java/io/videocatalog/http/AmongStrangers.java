package io.videocatalog.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.videocatalog.security.SignInRequired;
import java.util.HashMap;
import java.util.Map;

/** Starts the service as it stands behind a proxy, on this machine, that appends addresses; with limits that are soon reached. */
public class AmongStrangers implements QuarkusTestProfile {

    static final int PER_ADDRESS = 5;
    static final int PER_ACCOUNT = 4;
    static final int SIGN_INS = 3;
    static final int AUDITED_REFUSALS = 2;
    static final int REQUESTS = 3;
    static final int MAX_IMPORT = 20_000;
    static final int LISTENERS = 3;
    static final int LISTENERS_PER_CLIENT = 2;

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> overrides = new HashMap<>(Map.of("video-catalog.trusted.proxies", "127.0.0.1, 10.0.0.0/8",
                "video-catalog.limits.per-account",
                String.valueOf(PER_ACCOUNT), "video-catalog.limits.sign-ins-per-address", String.valueOf(SIGN_INS),
                "video-catalog.limits.sign-ins-per-email", String.valueOf(SIGN_INS), "video-catalog.cors.origins",
                "https://app.example, http://localhost:3000", "video-catalog.limits.per-address", String.valueOf(PER_ADDRESS),
                "video-catalog.http.max-requests", String.valueOf(REQUESTS), "video-catalog.http.max-import", String.valueOf(MAX_IMPORT),
                "video-catalog.limits.audited-refusals",
                String.valueOf(AUDITED_REFUSALS), "video-catalog.admin-token", SignInRequired.ADMIN_TOKEN));
        overrides.putAll(Map.of("video-catalog.events.max-listeners", String.valueOf(LISTENERS),
                "video-catalog.events.max-listeners-per-client", String.valueOf(LISTENERS_PER_CLIENT)));
        return overrides;
    }
}
