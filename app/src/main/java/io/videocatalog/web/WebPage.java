package io.videocatalog.web;

import io.quarkus.runtime.LaunchMode;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The page at {@code /}: files that are the same for everybody. What they show, they ask the API for. */
@ApplicationScoped
class WebPage {

    /** Scripts and styles from files of the page only, never from its text, and requests to nobody but the API. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    private static final Pattern FILE = Pattern.compile("page(/[a-z]+){1,2}\\.(js|css|svg|txt)");
    private static final int NOT_MODIFIED = 304;

    private final Map<String, PageFile> files = new ConcurrentHashMap<>();

    void register(@Observes Router router) {
        offer(router.route("/"));
        offer(router.route("/page/*"));
    }

    private void offer(Route route) {
        route.method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::answer);
    }

    private void answer(RoutingContext request) {
        String path = request.normalizedPath().substring(1);
        Optional<PageFile> file = path.isEmpty() ? read("index.html") : FILE.matcher(path).matches() ? read(path) : Optional.empty();
        file.ifPresentOrElse(found -> send(found, request), request::next);
    }

    private Optional<PageFile> read(String name) {
        return LaunchMode.current() == LaunchMode.DEVELOPMENT
                ? PageFile.find(name)
                : Optional.ofNullable(files.computeIfAbsent(name, missing -> PageFile.find(missing).orElse(null)));
    }

    private static void send(PageFile file, RoutingContext request) {
        HttpServerResponse response = request.response();
        response.headers().set(HttpHeaders.CONTENT_TYPE, file.mediaType()).set(HttpHeaders.ETAG, file.entityTag())
                .set(HttpHeaders.CACHE_CONTROL, "no-cache").add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .set("Content-Security-Policy", POLICY);
        MultiMap asked = request.request().headers();
        if (has(asked, HttpHeaders.IF_NONE_MATCH, file.entityTag())) {
            response.setStatusCode(NOT_MODIFIED).end();
            return;
        }
        boolean compressed = has(asked, HttpHeaders.ACCEPT_ENCODING, "gzip");
        if (compressed) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        Buffer content = compressed ? file.compressed() : file.plain();
        response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(content.length())).end(content);
    }

    private static boolean has(MultiMap headers, CharSequence name, String value) {
        return headers.contains(name) && headers.get(name).contains(value);
    }
}
