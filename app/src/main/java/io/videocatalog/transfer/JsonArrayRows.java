package io.videocatalog.transfer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.videocatalog.http.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** The elements of one JSON array. */
final class JsonArrayRows implements RowSource {

    private static final ObjectReader ELEMENTS = StrictJson.MAPPER.readerFor(JsonNode.class)
            .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String NOT_UTF8 = "The body is not valid UTF-8";

    private final TextBody body;
    private final JsonParser parser;
    private long number;

    JsonArrayRows(InputStream body) throws IOException {
        this.body = new TextBody(body);
        parser = open(this.body);
        try {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new BrokenBodyException("The body must be a JSON array of objects");
            }
        } catch (JsonProcessingException | CharacterCodingException e) {
            throw broken(e);
        }
    }

    private static JsonParser open(TextBody body) throws IOException {
        try {
            return StrictJson.MAPPER.createParser(body.reader());
        } catch (CharacterCodingException e) {
            throw new BrokenBodyException(NOT_UTF8);
        }
    }

    @Override
    public Optional<Row> next() throws IOException {
        try {
            if (parser.nextToken() == JsonToken.END_ARRAY) {
                requireEnd();
                return Optional.empty();
            }
            number++;
            JsonNode element = ELEMENTS.readTree(parser);
            body.rowRead();
            return Optional.of(element instanceof ObjectNode object
                    ? new Row(number, object, null)
                    : RowSource.broken(number, "malformed", "must be a JSON object, not " + StrictJson.nameOf(element)));
        } catch (JsonProcessingException | CharacterCodingException e) {
            throw broken(e);
        }
    }

    private void requireEnd() throws IOException {
        if (parser.nextToken() != null) {
            throw new BrokenBodyException("The body goes on behind the end of the JSON array");
        }
    }

    private BrokenBodyException broken(IOException e) {
        return new BrokenBodyException(e instanceof JsonProcessingException json ? StrictJson.sentence(json, parser) : NOT_UTF8);
    }
}
