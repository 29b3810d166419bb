package io.videocatalog.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.videocatalog.fuzz.HostileText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** JSON drawn by lot: such as a schema wants it, or such as it should not be. */
final class RandomValue {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ,.'-\u00e9\u00df\u0416\u4e2d";
    /** Of texts that may be as long as they like. */
    private static final int LENGTH = 40;

    private final Random random;
    private final Operation operation;

    RandomValue(Random random, Operation operation) {
        this.random = random;
        this.operation = operation;
    }

    boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A value that the schema allows. */
    JsonNode valid(JsonNode reference) {
        JsonNode schema = operation.resolved(reference);
        for (String choice : List.of("oneOf", "anyOf")) {
            if (schema.has(choice)) {
                return valid(oneOf(children(schema.get(choice))));
            }
        }
        if (schema.has("allOf")) {
            ObjectNode all = JSON.objectNode();
            schema.get("allOf").forEach(part -> all.setAll((ObjectNode) valid(part)));
            return all;
        }
        for (String choice : List.of("enum", "examples")) {
            if (schema.has(choice) && (choice.equals("enum") || oneIn(4))) {
                return oneOf(children(schema.get(choice)));
            }
        }
        return schema.has("const") ? schema.get("const") : ofType(type(schema), schema);
    }

    private String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? oneOf(children(type)).textValue() : type.asText("object");
    }

    private JsonNode ofType(String type, JsonNode schema) {
        return switch (type) {
            case "string" -> JSON.textNode(text(schema));
            case "integer" -> JSON.numberNode(number(schema));
            case "number" -> JSON.numberNode(number(schema) / 2.0);
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "array" -> array(schema);
            case "null" -> JSON.nullNode();
            default -> object(schema);
        };
    }

    private String text(JsonNode schema) {
        return switch (schema.path("format").asText()) {
            case "date-time" -> Instant.ofEpochSecond(random.nextInt()).toString();
            case "email" -> "a" + Integer.toString(random.nextInt(Integer.MAX_VALUE), 36) + "@example.org";
            default -> letters(schema.path("minLength").asInt(0), schema.path("maxLength").asInt(LENGTH));
        };
    }

    private String letters(int least, int most) {
        int length = oneIn(8) ? most : least + random.nextInt(Math.min(most - least, LENGTH) + 1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(i == 0 ? 'x' : LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private long number(JsonNode schema) {
        long least = schema.path("minimum").asLong(Integer.MIN_VALUE);
        long most = schema.path("maximum").asLong(Integer.MAX_VALUE);
        if (oneIn(4)) {
            return random.nextBoolean() ? least : most;
        }
        return least + Math.floorMod(random.nextLong(), Math.min(most - least, 100L) + 1);
    }

    private ArrayNode array(JsonNode schema) {
        ArrayNode array = JSON.arrayNode();
        int length = schema.path("minItems").asInt(0) + random.nextInt(4);
        for (int i = 0; i < length; i++) {
            JsonNode item = valid(schema.path("items"));
            if (!schema.path("uniqueItems").asBoolean() || !children(array).contains(item)) {
                array.add(item);
            }
        }
        return array;
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode object = JSON.objectNode();
        List<String> required = children(schema.path("required")).stream().map(JsonNode::asText).toList();
        List<Map.Entry<String, JsonNode>> properties = new ArrayList<>(schema.path("properties").properties());
        Collections.shuffle(properties, random);
        properties.stream().filter(property -> required.contains(property.getKey()) || oneIn(2))
                .forEach(property -> object.set(property.getKey(), valid(property.getValue())));
        return object;
    }

    /** The value with something in it, or all of it, replaced, left out or added. */
    JsonNode mutated(JsonNode value) {
        if (value.isEmpty() || oneIn(5)) {
            return hostile();
        } else if (value instanceof ArrayNode array) {
            int place = random.nextInt(array.size());
            return array.deepCopy().set(place, mutated(array.get(place)));
        }
        ObjectNode object = value.deepCopy();
        String name = oneOf(new ArrayList<>(value.properties())).getKey();
        switch (random.nextInt(4)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(hostileText(), hostile());
            default -> object.set(name, mutated(object.get(name)));
        }
        return object;
    }

    private JsonNode hostile() {
        return switch (random.nextInt(9)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(random.nextLong());
            case 3 -> JSON.numberNode(random.nextGaussian());
            case 4 -> JSON.arrayNode().add(hostileText());
            case 5 -> JSON.objectNode().put(hostileText(), hostileText());
            default -> JSON.textNode(hostileText());
        };
    }

    /** Pieces that mean something to some parser. */
    String hostileText() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            text.append(oneIn(20) ? "x".repeat(random.nextInt(600)) : oneOf(HostileText.PIECES));
        }
        return text.toString();
    }

    private static List<JsonNode> children(JsonNode node) {
        List<JsonNode> children = new ArrayList<>();
        node.forEach(children::add);
        return children;
    }
}
