package io.videocatalog.http;

import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import io.videocatalog.Main;
import io.videocatalog.db.StartFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Gives the framework's settings that the catalogue's own, shorter ones stand for. Behind whatever sets those themselves. */
public final class ShortSettings implements ConfigSourceFactory {

    private static final String PROXIES = "video-catalog.trusted.proxies";
    static final String CERTIFICATE = "video-catalog.tls.certificate";
    static final String KEY = "video-catalog.tls.key";
    private static final String TRACES = "video-catalog.traces.endpoint";
    private static final Pattern ENDPOINT = Pattern
            .compile("https?://[\\w.-]+(?::[0-9]{1,5})?/?|https?://\\[[0-9A-Fa-f:.]+](?::[0-9]{1,5})?/?");
    private static final String SLOW_QUERY = "video-catalog.log.slow-query-ms";
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        // A build would write what this one says into the program.
        if (Main.isReloadable() && LaunchMode.current() == LaunchMode.NORMAL) {
            return List.of();
        }
        Map<String, String> settings = new HashMap<>();
        find(context, PROXIES).ifPresent(proxies -> trust(proxies, settings));
        // Commands open no socket, and whoever calls them need not be able to read the key.
        if (!"false".equals(context.getValue("quarkus.http.host-enabled").getValue())) {
            find(context, CERTIFICATE).ifPresent(certificate -> settings.put("quarkus.tls.key-store.pem.0.cert", certificate));
            find(context, KEY).ifPresent(key -> settings.put("quarkus.tls.key-store.pem.0.key", key));
            find(context, TRACES).ifPresent(endpoint -> trace(endpoint.strip(), settings));
        }
        find(context, SLOW_QUERY).ifPresent(
                milliseconds -> settings.put("quarkus.hibernate-orm.log.queries-slower-than-ms", wholeNumber(milliseconds.strip())));
        if (settings.containsKey("quarkus.tls.key-store.pem.0.cert")) {
            // Whoever sends a token in the clear is to notice: a redirection would hide it.
            settings.put("quarkus.http.insecure-requests", "disabled");
            settings.put("quarkus.tls.protocols", "TLSv1.3,TLSv1.2");
        }
        return List.of(new PropertiesConfigSource(settings, "short settings", ORDINAL));
    }

    private static Optional<String> find(ConfigSourceContext context, String setting) {
        return Optional.ofNullable(context.getValue(setting)).map(value -> value.getValue()).filter(value -> !value.isBlank());
    }

    // Of the two families of headers only the one that proxies write: a client's own of the other would pass unseen.
    private static void trust(String proxies, Map<String, String> settings) {
        settings.put("quarkus.http.proxy.proxy-address-forwarding", "true");
        settings.put("quarkus.http.proxy.allow-x-forwarded", "true");
        settings.put("quarkus.http.proxy.enable-forwarded-host", "true");
        settings.put("quarkus.http.proxy.trusted-proxies", proxies);
    }

    private static void trace(String endpoint, Map<String, String> settings) {
        if (!ENDPOINT.matcher(endpoint).matches()) {
            throw new StartFailure("VIDEO_CATALOG_TRACES_ENDPOINT is \"" + endpoint
                    + "\", which is no address of a collector; use one that takes OTLP by HTTP, such as http://localhost:4318.");
        }
        settings.put("quarkus.otel.sdk.disabled", "false");
        settings.put("quarkus.otel.exporter.otlp.endpoint", endpoint);
        settings.put("quarkus.datasource.jdbc.telemetry.enabled", "true");
        settings.put("video-catalog.log.trace", " %X{traceId}");
    }

    private static String wholeNumber(String milliseconds) {
        if (!milliseconds.matches("[1-9][0-9]{0,8}")) {
            throw new StartFailure("VIDEO_CATALOG_LOG_SLOW_QUERY_MS is \"" + milliseconds
                    + "\", which is no number of milliseconds; use one such as 200, or leave it out.");
        }
        return milliseconds;
    }
}
