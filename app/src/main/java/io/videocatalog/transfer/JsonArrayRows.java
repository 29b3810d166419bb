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
    private static final String NOT_UTF8 = "The input is not valid UTF-8";

    private final TextInput input;
    private final JsonParser parser;
    private long number;

    JsonArrayRows(InputStream input) throws IOException {
        this.input = new TextInput(input);
        parser = open(this.input);
        try {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new BrokenInputException("The input must be a JSON array of objects");
            }
        } catch (JsonProcessingException | CharacterCodingException e) {
            throw broken(e);
        }
    }

    private static JsonParser open(TextInput input) throws IOException {
        try {
            return StrictJson.MAPPER.createParser(input.reader());
        } catch (CharacterCodingException e) {
            throw new BrokenInputException(NOT_UTF8);
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
            input.rowRead();
            return Optional.of(element instanceof ObjectNode object
                    ? new Row(number, object, null)
                    : RowSource.broken(number, "malformed", "must be a JSON object, not " + StrictJson.nameOf(element)));
        } catch (JsonProcessingException | CharacterCodingException e) {
            throw broken(e);
        }
    }

    private void requireEnd() throws IOException {
        if (parser.nextToken() != null) {
            throw new BrokenInputException("The input goes on behind the end of the JSON array");
        }
    }

    private BrokenInputException broken(IOException e) {
        return new BrokenInputException(e instanceof JsonProcessingException json ? StrictJson.sentence(json, parser) : NOT_UTF8);
    }
}
