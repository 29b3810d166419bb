package io.videocatalog.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.videocatalog.http.StrictJson;
import io.videocatalog.model.Change;
import io.videocatalog.resource.ValueType;
import java.util.ArrayList;
import java.util.List;

/** A change as a line for people. */
public final class ChangeText {

    private static final int LONGEST_VALUE = 40;

    private ChangeText() {
    }

    /** Such as {@code 17  2026-01-31T12:00:00.000Z  updated  videos 3  by operator  name: "A" -> "B"}. */
    public static String of(Change change) {
        String row = String.join("  ", change.number.toString(), ValueType.TIME.toText(change.changedAt), change.kind.toString(),
                change.entity + " " + change.entityId, "by " + change.actor);
        String difference = difference(change);
        return difference.isEmpty() ? row : row + "  " + difference;
    }

    private static String difference(Change change) {
        ObjectNode before = object(change.beforeState);
        ObjectNode after = object(change.afterState);
        return switch (change.kind) {
            case CREATED -> named(after);
            case DELETED -> named(before);
            case UPDATED -> differences(before, after);
        };
    }

    private static ObjectNode object(String state) {
        return state == null ? StrictJson.MAPPER.createObjectNode() : StrictJson.readObject(state);
    }

    private static String named(ObjectNode state) {
        return state.has("name") ? "name: " + value(state.get("name")) : "";
    }

    private static String differences(ObjectNode before, ObjectNode after) {
        List<String> members = new ArrayList<>();
        after.properties().forEach(member -> {
            JsonNode old = before.path(member.getKey());
            if (!old.equals(member.getValue()) && !member.getKey().equals("updatedAt")) {
                members.add(member.getKey() + ": " + value(old) + " -> " + value(member.getValue()));
            }
        });
        return String.join(", ", members);
    }

    private static String value(JsonNode value) {
        String text = value.isMissingNode() ? "-" : value.toString();
        return text.codePointCount(0, text.length()) <= LONGEST_VALUE
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_VALUE)) + "…";
    }
}
