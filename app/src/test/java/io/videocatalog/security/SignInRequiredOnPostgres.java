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
        // As a URL of PostgreSQL has it.
        overrides.put("quarkus.datasource.jdbc.new-connection-sql", "set lock_timeout='2s'");
        return overrides;
    }
}
