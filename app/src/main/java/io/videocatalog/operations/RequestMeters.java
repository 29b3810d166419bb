package io.videocatalog.operations;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Keeps single ids out of the metrics: requests that no resource method takes are counted under the path as it was sent. */
class RequestMeters {

    @Produces
    @Singleton
    MeterFilter templates() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                String uri = id.getName().startsWith("http.server") ? id.getTag("uri") : null;
                return uri != null && isItem(uri) ? id.replaceTags(withTemplate(id)) : id;
            }
        };
    }

    private static boolean isItem(String uri) {
        return uri.matches("/api/[^/{]+/[^/{]+(/.*)?") && !uri.matches("/api/[^/]+/import");
    }

    private static List<Tag> withTemplate(Meter.Id id) {
        return id.getTags().stream().map(tag -> tag.getKey().equals("uri") ? Tag.of("uri", "/api/{collection}/{id}") : tag).toList();
    }
}
