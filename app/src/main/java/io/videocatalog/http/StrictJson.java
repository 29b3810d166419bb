package io.videocatalog.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads JSON as RFC 8259 wants it and no looser: UTF-8, one document, no duplicate members, no deep nesting. */
public final class StrictJson {

    /** Shared by everything that reads or writes JSON. */
    public static final ObjectMapper MAPPER = JsonMapper.builder(factory(StreamReadConstraints.DEFAULT_MAX_TOKEN_COUNT))
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /** For a body, of which very many small values would take much more memory than it has bytes. */
    private static final JsonFactory BODIES = factory(20_000);

    private static final ObjectReader NODES = MAPPER.readerFor(JsonNode.class);

    private StrictJson() {
    }

    private static JsonFactory factory(long mostTokens) {
        return JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).maxTokenCount(mostTokens).build()).build();
    }

    /** Something that can be written as JSON. */
    public interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    /** The content as UTF-8, in memory. */
    public static byte[] bytes(Content content) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(1024); JsonGenerator json = MAPPER.createGenerator(bytes)) {
            content.write(json);
            json.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The content as a text. */
    public static String text(Content content) {
        return new String(bytes(content), StandardCharsets.UTF_8);
    }

    /** The JSON object that the bytes are; anything else is a problem that says where and why. */
    public static ObjectNode readObject(byte[] bytes) {
        if (bytes.length == 0) {
            throw malformed("The body is empty; send a JSON object");
        }
        // Jackson's own decoder lets overlong forms and encoded surrogates pass; the JDK's does not.
        try {
            return readObject(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), BODIES);
        } catch (CharacterCodingException e) {
            throw malformed("The body is not valid UTF-8");
        }
    }

    /** As {@link #readObject(byte[])}, of a text with any number of values. */
    public static ObjectNode readObject(String text) {
        return readObject(text, MAPPER.getFactory());
    }

    private static ObjectNode readObject(String text, JsonFactory factory) {
        try (JsonParser parser = factory.createParser(text)) {
            return readObject(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode readObject(JsonParser parser) throws IOException {
        try {
            JsonNode node = NODES.readTree(parser);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw malformed("The body must be a JSON object, not " + (node == null ? "blank" : nameOf(node)));
        } catch (JsonProcessingException e) {
            throw malformed(sentence(e, parser));
        }
    }

    /** What is wrong with a document and where, without the parser's internals. */
    public static String sentence(JsonProcessingException e, JsonParser parser) {
        String reason = e.getOriginalMessage().lines().findFirst().orElse("")
                .replaceAll(" \\(start marker.*|; (byte|char) offset.*|[:;]? \\(?(enable|maybe|to allow|Feature) .*", "");
        if (e instanceof MismatchedInputException) {
            reason = "something follows after the end of the document";
        } else if (e instanceof StreamConstraintsException) {
            reason = "the document is nested too deeply, or has too many values or one that is too long";
        }
        JsonLocation location = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
        return "Not valid JSON at line " + location.getLineNr() + ", column " + location.getColumnNr() + ": " + reason;
    }

    /** A node's kind as people call it. */
    public static String nameOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL -> "null";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            default -> "nothing";
        };
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemType.MALFORMED, detail);
    }
}
