package io.videocatalog.http;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.Converter;

/** Whose word is taken for where a request comes from. */
@StaticInitSafe
@ConfigMapping(prefix = "video-catalog.trusted")
public interface ProxySettings {

    /** The proxies before the service, which overwrite or complete the headers {@code X-Forwarded-*}. */
    Optional<List<@WithConverter(FromText.class) Network>> proxies();

    /** Reads an address or a range of addresses. */
    class FromText implements Converter<Network> {

        @Override
        public Network convert(String text) {
            return Network.of(text);
        }
    }
}
