package io.videocatalog.operations;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Keeps out of the metrics, which forget nothing, what clients make up: requests that no resource method takes are counted under
 * the path as it was sent, and every request under its method, which may be any word of any length.
 */
class RequestMeters {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    @Produces
    @Singleton
    MeterFilter templates() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().startsWith("http.server")
                        ? id.replaceTags(id.getTags().stream().map(RequestMeters::bounded).toList())
                        : id;
            }
        };
    }

    private static Tag bounded(Tag tag) {
        if (tag.getKey().equals("uri") && isItem(tag.getValue())) {
            return Tag.of("uri", "/api/{collection}/{id}");
        } else if (tag.getKey().equals("method") && !METHODS.contains(tag.getValue())) {
            return Tag.of("method", "OTHER");
        }
        return tag;
    }

    private static boolean isItem(String uri) {
        return uri.matches("/api/[^/{]+/[^/{]+(/.*)?") && !uri.matches("/api/[^/]+/import");
    }
}
