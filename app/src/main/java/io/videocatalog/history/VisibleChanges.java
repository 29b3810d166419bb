package io.videocatalog.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.videocatalog.http.StrictJson;
import io.videocatalog.model.Change;
import io.videocatalog.resource.Permissions;
import io.videocatalog.resource.Representation;
import io.videocatalog.resource.ValueType;
import io.videocatalog.security.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes as JSON, as far as a caller may see them. */
public final class VisibleChanges {

    private final Caller caller;
    private final Map<String, Permissions<?>> readable = new HashMap<>();

    public VisibleChanges(Caller caller, RecordedEntities entities) {
        this.caller = caller;
        for (Representation<?> representation : entities.all()) {
            Permissions<?> permissions = new Permissions<>(representation, caller);
            if (permissions.mayRead()) {
                readable.put(representation.table(), permissions);
            }
        }
    }

    /** The entities of which the caller may read anything, in order. */
    public List<String> entities() {
        return readable.keySet().stream().sorted().toList();
    }

    /** A change; nothing when the caller may know neither what the row was before nor what it was after it. */
    public Optional<ObjectNode> json(Change change) {
        Permissions<?> permissions = readable.get(change.entity);
        if (permissions == null) {
            return Optional.empty();
        }
        Optional<ObjectNode> before = state(change.beforeState, permissions);
        Optional<ObjectNode> after = state(change.afterState, permissions);
        if (before.isEmpty() && after.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode json = StrictJson.MAPPER.createObjectNode().put("number", change.number).put("entity", change.entity)
                .put("id", change.entityId).put("version", change.version).put("kind", change.kind.toString())
                .put("at", ValueType.TIME.toText(change.changedAt));
        putActor(json, change);
        json.set("before", before.orElse(null));
        return Optional.of(json.set("after", after.orElse(null)));
    }

    private static Optional<ObjectNode> state(String text, Permissions<?> permissions) {
        return Optional.ofNullable(text).flatMap(json -> permissions.visible(StrictJson.readObject(json)));
    }

    // Who works on a catalogue is not for strangers to know, not even where everybody may read it.
    private void putActor(ObjectNode json, Change change) {
        if (caller.isSignedIn()) {
            json.putObject("by").put("id", change.actorId).put("name", change.actor);
            json.put("requestId", change.requestId);
        } else {
            json.putNull("by").putNull("requestId");
        }
    }
}
