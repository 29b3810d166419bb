package io.videocatalog.operations;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.videocatalog.http.AllowedMethods;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * Keeps out of the metrics, which forget nothing, what clients make up: requests that no resource method takes are counted under
 * the path as it was sent, and every request under its method, which may be any word of any length. Gives percentiles to whoever reads
 * them: how many requests were answered within which time.
 */
class RequestMeters {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    private static final DistributionStatisticConfig BUCKETS = DistributionStatisticConfig.builder()
            .serviceLevelObjectives(DoubleStream.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10).map(s -> s * 1e9).toArray())
            .build();

    @Produces
    @Singleton
    MeterFilter templates(AllowedMethods paths) {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().startsWith("http.server")
                        ? id.replaceTags(id.getTags().stream().map(tag -> bounded(tag, paths)).toList())
                        : id;
            }

            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals("http.server.requests") ? BUCKETS.merge(config) : config;
            }
        };
    }

    private static Tag bounded(Tag tag, AllowedMethods paths) {
        if (tag.getKey().equals("uri") && tag.getValue().matches("/api/[^/{]+/[^/{]+(/.*)?") && !paths.isLiteral(tag.getValue())) {
            return Tag.of("uri", "/api/{collection}/{id}");
        } else if (tag.getKey().equals("method") && !METHODS.contains(tag.getValue())) {
            return Tag.of("method", "OTHER");
        }
        return tag;
    }
}
