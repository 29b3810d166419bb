package io.videocatalog.http;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many requests the service takes from whom; 0 turns a limit off. Each process counts for itself. */
@StaticInitSafe
@ConfigMapping(prefix = "video-catalog.limits")
public interface LimitSettings {

    /** Requests a minute from one address. */
    @WithDefault("12000")
    int perAddress();

    /** Requests a minute from one account. */
    @WithDefault("12000")
    int perAccount();

    /** Attempts to sign in a minute from one address. */
    @WithDefault("10")
    int signInsPerAddress();

    /** Attempts to sign in with one email, in 15 minutes. */
    @WithDefault("10")
    int signInsPerEmail();

    /** Refusals a minute that the audit keeps, of one account, or of one address that shows no token that is one. */
    @WithDefault("60")
    int auditedRefusals();
}
