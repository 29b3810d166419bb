package io.videocatalog.live;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.videocatalog.model.Role;
import io.videocatalog.security.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Sends away listeners who may no longer do what they might when they came; a stream would outlive what was revoked. */
@ApplicationScoped
class ListenerRights {

    private static final int TOKENS_AT_ONCE = 1_000;

    @Inject
    Tokens tokens;

    void check(Collection<Listener> listeners) {
        TreeSet<Long> shown = new TreeSet<>();
        listeners.stream().map(listener -> listener.caller().tokenId()).filter(Objects::nonNull).forEach(shown::add);
        Map<Long, Role> rights = rights(new ArrayList<>(shown));
        for (Listener listener : listeners) {
            Long token = listener.caller().tokenId();
            // Those who came meanwhile have just shown theirs.
            if (token != null && shown.contains(token) && listener.caller().role() != rights.get(token)) {
                listener.end();
            }
        }
    }

    private Map<Long, Role> rights(List<Long> ids) {
        Map<Long, Role> rights = new HashMap<>();
        for (int from = 0; from < ids.size(); from += TOKENS_AT_ONCE) {
            List<Long> some = ids.subList(from, Math.min(ids.size(), from + TOKENS_AT_ONCE));
            rights.putAll(QuarkusTransaction.requiringNew().call(() -> tokens.rights(some)));
        }
        return rights;
    }
}
