package io.videocatalog.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a page comes from, as RFC 6454 has it: a scheme, a host and a port, and nothing else. */
public record Origin(String scheme, String host, int port) {

    private static final Pattern FORM = Pattern.compile("(https?)://([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::([0-9]{1,5}))?");

    /**
     * The origin that a setting names.
     *
     * @throws IllegalArgumentException when it names none, or more than one by a pattern
     */
    public static Origin of(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException("\"" + text
                + "\" is no origin; write each as https://host or https://host:port, without a path, and no patterns"));
    }

    /** The origin that the text is, if it is one. */
    static Optional<Origin> find(String text) {
        Matcher parts = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return Optional.empty();
        }
        int standard = parts.group(1).equals("https") ? 443 : 80;
        return Optional
                .of(new Origin(parts.group(1), parts.group(2), parts.group(3) == null ? standard : Integer.parseInt(parts.group(3))));
    }

    /** As the header has it. */
    @Override
    public String toString() {
        boolean standard = port == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + host + (standard ? "" : ":" + port);
    }

    /** The origin of the service as the client of this request knows it. */
    static Optional<Origin> of(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return authority == null
                ? Optional.empty()
                : find(request.scheme() + "://" + authority.host() + (authority.port() < 0 ? "" : ":" + authority.port()));
    }
}
