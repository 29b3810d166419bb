package io.videocatalog.security;

import io.videocatalog.postgresql.OnPostgres;
import java.util.HashMap;
import java.util.Map;

/** As {@link SignInRequired}, on PostgreSQL. */
public class SignInRequiredOnPostgres extends OnPostgres {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
        overrides.putAll(SignInRequired.CLOSED);
        return overrides;
    }
}
