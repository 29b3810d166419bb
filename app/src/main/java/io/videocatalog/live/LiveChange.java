package io.videocatalog.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.videocatalog.history.VisibleChanges;
import io.videocatalog.model.Change;
import io.videocatalog.model.Role;
import io.videocatalog.security.Caller;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A change that listeners are told of, written once for all who may see the same of it. */
final class LiveChange {

    /** What settles how much somebody sees: {@code owner} is null for those to whom the row does not belong. */
    private record Sight(boolean signedIn, Role role, Long owner) {
    }

    private final Change change;
    private final Set<Long> owners;
    private final Map<Sight, Optional<Buffer>> events = new ConcurrentHashMap<>();

    /** @param owners the users to whom the row belonged before the change, or belongs since */
    LiveChange(Change change, Set<Long> owners) {
        this.change = change;
        this.owners = owners;
    }

    long number() {
        return change.number;
    }

    Change change() {
        return change;
    }

    /** Roughly how many characters it keeps in memory. */
    long size() {
        return 500L + length(change.beforeState) + length(change.afterState);
    }

    private static int length(String state) {
        return state == null ? 0 : state.length();
    }

    /** The event for this caller; nothing when they may not know of the change. */
    Optional<Buffer> event(Caller caller, VisibleChanges visible) {
        Long owner = caller.userId() != null && owners.contains(caller.userId()) ? caller.userId() : null;
        return events.computeIfAbsent(new Sight(caller.isSignedIn(), caller.role(), owner), sight -> visible.json(change).map(this::event));
    }

    private Buffer event(ObjectNode json) {
        json.remove("before");
        return Buffer.buffer("id: " + change.number + "\nevent: change\ndata: " + json + "\n\n");
    }
}
