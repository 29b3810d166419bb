package io.videocatalog.openapi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A request to one operation, drawn by lot: at times as the document wants it, else wrong in some respect. */
final class RandomRequest {

    private static final List<String> OTHER_HEADERS = List.of("Accept", "Content-Type", "Content-Encoding", "X-Request-Id", "If-Match",
            "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range", "Range", "Accept-Language", "Accept-Charset", "Cookie",
            "Origin", "Referer", "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-HTTP-Method-Override", "Authorization",
            "User-Agent");

    private final Operation operation;
    private final RandomValue values;
    private final Random random;
    private final List<String> headers = new ArrayList<>();
    private String target;
    private String mediaType;
    /** Null for a request without one. */
    private byte[] body;

    /**
     * @param known the paths of resources that may exist
     * @param fixed headers that every request carries
     */
    RandomRequest(Operation operation, Random random, List<String> known, List<String> fixed) {
        this.operation = operation;
        this.random = random;
        values = new RandomValue(random, operation);
        headers.addAll(fixed);
        target = path(known);
        addQuery();
        addHeaders();
        addBody();
    }

    private boolean isHostile() {
        return values.oneIn(6);
    }

    private String path(List<String> known) {
        String path = operation.path();
        for (JsonNode parameter : operation.parametersIn("path")) {
            String place = "{" + parameter.get("name").textValue() + "}";
            String before = path.substring(0, path.indexOf(place));
            List<String> there = known.stream().filter(one -> one.startsWith(before)).toList();
            String value = isHostile() ? encoded(values.hostileText()) : plain(values.valid(parameter.get("schema")));
            if (!there.isEmpty() && !isHostile()) {
                value = values.oneOf(there).substring(before.length());
            }
            // A segment of dots, or none, would be another path.
            path = path.replace(place, value.isEmpty() || value.matches("\\.+") ? "0" : value);
        }
        return path;
    }

    private void addQuery() {
        List<String> pairs = new ArrayList<>();
        for (JsonNode parameter : operation.parametersIn("query")) {
            if (values.oneIn(4)) {
                String value = isHostile() ? values.hostileText() : plain(values.valid(parameter.get("schema")));
                pairs.add(parameter.get("name").textValue() + "=" + (isHostile() ? raw(value) : encoded(value)));
            }
        }
        if (values.oneIn(20)) {
            pairs.add(raw(values.hostileText()));
        }
        target += pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    private static String plain(JsonNode value) {
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(item.asText()));
            return String.join(",", items);
        }
        return value.asText();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    // What can stand in a request's first line without ending it or the query.
    private static String raw(String text) {
        return text.replaceAll("[^\\x21\\x22\\x24-\\x7e]", "");
    }

    private void addHeaders() {
        for (JsonNode parameter : operation.parametersIn("header")) {
            if (values.oneIn(3)) {
                addHeader(parameter.get("name").textValue(), plain(values.valid(parameter.get("schema"))));
            }
        }
        if (isHostile()) {
            addHeader(values.oneOf(OTHER_HEADERS), values.hostileText());
        }
        if (values.oneIn(4)) {
            addHeader("Accept", values.oneOf(List.of("application/json", "text/csv", "application/x-ndjson", "*/*", "text/html")));
        }
    }

    // Line breaks would begin another header, which is no fault of the service.
    private void addHeader(String name, String value) {
        headers.add(name + ": " + value.replaceAll("[\\x00\\r\\n]", ""));
    }

    private void addBody() {
        if (operation.requests().isEmpty()) {
            return;
        }
        Map.Entry<String, JsonNode> content = values.oneOf(new ArrayList<>(operation.requests().entrySet()));
        mediaType = content.getKey();
        headers.add("Content-Type: " + mediaType);
        byte[] sound = document(mediaType, content.getValue());
        body = isHostile() ? damaged(sound) : sound;
    }

    private byte[] document(String mediaType, JsonNode content) {
        JsonNode schema = operation.resolved(content.get("schema"));
        if (schema.has("contentSchema")) {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            for (int i = random.nextInt(5); i >= 0; i--) {
                lines.writeBytes((json(schema.get("contentSchema")) + "\n").getBytes(UTF_8));
            }
            return lines.toByteArray();
        }
        return (mediaType.contains("json") ? json(schema).toString() : content.get("example").textValue()).getBytes(UTF_8);
    }

    private JsonNode json(JsonNode schema) {
        JsonNode valid = values.valid(schema);
        return values.oneIn(2) ? values.mutated(valid) : valid;
    }

    private byte[] damaged(byte[] sound) {
        int from = random.nextInt(sound.length + 1);
        int to = Math.min(sound.length, from + random.nextInt(6));
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        damaged.write(sound, 0, from);
        damaged.writeBytes(values.hostileText().getBytes(values.oneIn(3) ? ISO_8859_1 : UTF_8));
        damaged.writeBytes(Arrays.copyOfRange(sound, to, sound.length));
        return damaged.toByteArray();
    }

    /** The path and the query. */
    String target() {
        return target;
    }

    /** Of the body that the request may have; another one may be claimed in a header. */
    String mediaType() {
        return mediaType;
    }

    byte[] body() {
        return body;
    }

    /** As it goes over the wire. */
    byte[] bytes() {
        StringBuilder head = new StringBuilder(operation.method() + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (body != null) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((head + "\r\n").getBytes(UTF_8));
        bytes.writeBytes(body == null ? new byte[0] : body);
        return bytes.toByteArray();
    }

    /** The request as a command for bash. */
    String curl(String server) {
        StringBuilder command = new StringBuilder(
                "curl -i --path-as-is -X " + operation.method() + " " + quoted((server + target).getBytes(UTF_8)));
        headers.forEach(header -> command.append(" -H ").append(quoted(header.getBytes(UTF_8))));
        if (body != null) {
            command.append(" --data-binary ").append(quoted(body));
        }
        return command.toString();
    }

    private static String quoted(byte[] bytes) {
        StringBuilder text = new StringBuilder("$'");
        for (byte b : bytes) {
            text.append(b >= ' ' && b < 0x7f && b != '\'' && b != '\\' ? String.valueOf((char) b) : String.format("\\x%02x", b));
        }
        return text.append("'").toString();
    }
}
