package io.videocatalog.live;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator can set of live events. Each process counts for itself; 0 turns a limit off. */
@StaticInitSafe
@ConfigMapping(prefix = "video-catalog.events")
public interface LiveSettings {

    /** Listeners at once; each holds one of the connections that {@code quarkus.http.limits.max-connections} allows. */
    @WithDefault("3000")
    int maxListeners();

    /** Listeners at once of one account, or of one address that shows no account. */
    @WithDefault("100")
    int maxListenersPerClient();

    /** After how long a silence a listener is sent a sign of life; below what proxies wait for one, and the server's idle timeout. */
    @WithDefault("15s")
    Duration heartbeat();

    /** How long a listener may leave unread what it was sent before it is dropped. */
    @WithDefault("10s")
    Duration patience();
}
