package io.videocatalog.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.videocatalog.http.StrictJson;
import io.videocatalog.resource.Member;
import io.videocatalog.resource.Representation;
import io.videocatalog.resource.ValueType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Bodies that the API takes as they are, and answers that it gives. */
final class Examples {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Representation<?> representation;

    Examples(Representation<?> representation) {
        this.representation = representation;
    }

    /** The entity as it is read. */
    ObjectNode complete() {
        return object(representation.members());
    }

    /** All that requests set. */
    ObjectNode request() {
        return object(representation.writable());
    }

    /** The first member changed, and those cleared that can be. */
    ObjectNode patch() {
        List<Member> changed = new ArrayList<>(representation.writable());
        changed.removeIf(member -> member != representation.writable().get(0) && !of(member).isNull());
        return object(changed);
    }

    private static ObjectNode object(Collection<Member> members) {
        ObjectNode object = JSON.objectNode();
        members.forEach(member -> object.set(member.name(), of(member)));
        return object;
    }

    /** An object as CSV, with its line of names. */
    static String csv(ObjectNode object) {
        String names = object.properties().stream().map(property -> cell(property.getKey())).collect(Collectors.joining(","));
        String values = object.properties().stream().map(Map.Entry::getValue).map(value -> value.isNull() ? "" : cell(value.asText()))
                .collect(Collectors.joining(","));
        return names + "\r\n" + values + "\r\n";
    }

    private static String cell(String text) {
        return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** A value that the member takes: the one that its entity gives, or one that suits its type. */
    static JsonNode of(Member member) {
        return Annotations.example(member).map(example -> parsed(member, example)).orElseGet(() -> switch (member.type()) {
            case TEXT -> JSON.textNode(text(member));
            case INTEGER -> JSON.numberNode(1);
            case DECIMAL -> JSON.numberNode(1.5);
            case BOOLEAN -> JSON.booleanNode(true);
            case TIME -> JSON.textNode("2026-01-31T12:00:00.000Z");
            case DATE -> JSON.textNode("2026-01-31");
            case CHOICE -> JSON.textNode(ValueType.choices(member.javaType()).get(0));
            // Whether anything has an id is not known, so nothing is referred to unless something must.
            case REFERENCE -> member.isRequired() ? JSON.numberNode(1) : JSON.nullNode();
        });
    }

    private static JsonNode parsed(Member member, String example) {
        try {
            return switch (member.type()) {
                case TEXT, TIME, DATE, CHOICE -> JSON.textNode(example);
                default -> StrictJson.MAPPER.readTree(example);
            };
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The example of " + member.name() + " is not JSON: " + example, e);
        }
    }

    private static String text(Member member) {
        String text = member.isEmail() ? "someone@example.org" : "Example of " + member.name();
        return text.substring(0, Math.min(text.length(), member.maxLength().orElse(text.length()))).strip();
    }

    /** The value of a node as the document's model has it. */
    static Object plain(JsonNode node) {
        return node.isNull() ? null : StrictJson.MAPPER.convertValue(node, Object.class);
    }
}
