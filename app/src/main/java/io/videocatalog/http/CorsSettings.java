package io.videocatalog.http;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.spi.Converter;

/** Which pages of other origins may use the API. */
@StaticInitSafe
@ConfigMapping(prefix = "video-catalog.cors")
public interface CorsSettings {

    /** The origins, each exactly as browsers name it. */
    Optional<Set<@WithConverter(FromText.class) Origin>> origins();

    /** Reads an origin. */
    class FromText implements Converter<Origin> {

        @Override
        public Origin convert(String text) {
            return Origin.of(text);
        }
    }
}
