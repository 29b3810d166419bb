package io.videocatalog.web;

import io.vertx.core.buffer.Buffer;
import io.videocatalog.security.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the page, as it is sent.
 *
 * @param entityTag tells by the content whether a browser has the file already; times do not, since every build gives files the same
 */
record PageFile(String mediaType, String entityTag, Buffer plain, Buffer compressed) {

    private static final Map<String, String> MEDIA_TYPES = Map.of("html", "text/html;charset=UTF-8", "js", "text/javascript;charset=UTF-8",
            "css", "text/css;charset=UTF-8", "svg", "image/svg+xml", "txt", "text/plain;charset=UTF-8");

    /** The resource of this name below the page's folder, if it is there. */
    static Optional<PageFile> find(String name) {
        try (InputStream content = Thread.currentThread().getContextClassLoader().getResourceAsStream("web/" + name)) {
            return content == null ? Optional.empty() : Optional.of(of(name, content.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PageFile of(String name, byte[] content) throws IOException {
        String mediaType = MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        // Weak: one tag stands for the file and its compressed form.
        return new PageFile(mediaType, "W/\"" + digest(content) + "\"", Buffer.buffer(content), Buffer.buffer(compressed(content)));
    }

    private static String digest(byte[] content) {
        return HexFormat.of().formatHex(Sha256.digest().digest(content), 0, 8);
    }

    private static byte[] compressed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }
}
