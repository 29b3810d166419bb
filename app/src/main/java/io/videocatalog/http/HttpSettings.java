package io.videocatalog.http;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator can set of the API. */
@StaticInitSafe
@ConfigMapping(prefix = "video-catalog.http")
public interface HttpSettings {

    /** The largest body of a request that is not an import. */
    @WithDefault("1M")
    MemorySize maxBody();

    /** The longest request target; its path must not be longer than 4,096 characters. */
    @WithDefault("128K")
    MemorySize maxUri();

    /** All header fields of a request together. */
    @WithDefault("32K")
    MemorySize maxHeaders();

    /** How long the head of a request may take to arrive, and a new connection to send one. */
    @WithDefault("10s")
    Duration headTimeout();

    /** How long the body of a request may take to arrive. An import must only not keep the server waiting this long for 1 KiB. */
    @WithDefault("20s")
    Duration receiveTimeout();

    /** How many imports and exports may run at once; each holds a thread. */
    @WithDefault("16")
    int maxTransfers();

    /**
     * How many requests may be carried out at once, imports and exports included; those under {@code /q} and {@code /problems} do not
     * count. Below the number of worker threads, 200, so that health never waits for one.
     */
    @WithDefault("150")
    int maxRequests();

    /** The most bytes of an import, as sent and as unpacked. */
    @WithDefault("10G")
    MemorySize maxImport();

    /** Whether PUT, PATCH and DELETE must carry {@code If-Match}. */
    @WithDefault("false")
    boolean requireIfMatch();
}
