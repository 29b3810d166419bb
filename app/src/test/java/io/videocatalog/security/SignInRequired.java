package io.videocatalog.security;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Starts the service closed, as it is in production. */
public class SignInRequired implements QuarkusTestProfile {

    /** An administrator's token, which needs no user. */
    public static final String ADMIN_TOKEN = "an-administrator-s-token-for-tests-only";
    static final Map<String, String> CLOSED = Map.of("video-catalog.sign-in", "true", "video-catalog.admin-token", ADMIN_TOKEN);

    @Override
    public Map<String, String> getConfigOverrides() {
        return CLOSED;
    }
}
