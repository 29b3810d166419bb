package io.videocatalog.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.videocatalog.history.RecordedEntities;
import io.videocatalog.http.StrictJson;
import io.videocatalog.model.Change;
import io.videocatalog.resource.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Reads changes to tell listeners of them. */
@ApplicationScoped
class ChangeRows {

    @Inject
    RecordedEntities entities;

    /** The first of the changes behind one number, up to and with another that is settled; at most so many. */
    List<LiveChange> between(long after, long upTo, int limit) {
        return QuarkusTransaction.requiringNew().call(() -> Change.listBetween(after, upTo, limit)).stream()
                .map(change -> new LiveChange(change, owners(change))).toList();
    }

    private Set<Long> owners(Change change) {
        Set<Long> owners = new HashSet<>();
        // An entity that is no more has changes all the same; nobody sees them.
        entities.find(change.entity).ifPresent(representation -> states(change)
                .forEach(state -> Permissions.owner(representation, state).ifPresent(owners::add)));
        return owners;
    }

    private static Stream<ObjectNode> states(Change change) {
        return Stream.of(change.beforeState, change.afterState).filter(Objects::nonNull)
                .map(StrictJson::readObject);
    }
}
