package io.videocatalog.live;

import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.http.QueryParameters;
import io.videocatalog.model.Change;
import java.util.Optional;
import java.util.Set;

/**
 * What a listener wants to hear of.
 *
 * @param entity the only table; all that the listener may read without
 * @param id the only row
 * @param after the number of the last change that the listener has heard of
 */
record Interest(Optional<String> entity, Optional<Long> id, Optional<Long> after) {

    private static final String LAST_EVENT_ID = "lastEventId";
    private static final String NUMBER = "0|[1-9][0-9]{0,17}";

    /** @param lastEventId the header that browsers send when they come back; it knows better than the address, which stays as it was */
    static Interest of(QueryParameters parameters, String lastEventId) {
        parameters.refuseUnknown(Set.of("entity", "id", LAST_EVENT_ID));
        Optional<String> entity = parameters.find("entity");
        Optional<Long> id = parameters.find("id").map(text -> number("id", text));
        if (id.isPresent() && entity.isEmpty()) {
            throw ProblemException.invalid(Fault.parameter("id", "without-entity", "needs the parameter entity beside it"));
        }
        Optional<Long> asked = parameters.find(LAST_EVENT_ID).map(text -> number(LAST_EVENT_ID, text));
        return new Interest(entity, id, Optional.ofNullable(lastEventId).map(Interest::header).or(() -> asked));
    }

    private static long number(String parameter, String text) {
        if (text.matches(NUMBER)) {
            return Long.parseLong(text);
        }
        throw ProblemException.invalid(Fault.parameter(parameter, "wrong-type", "must be a whole number"));
    }

    private static long header(String text) {
        if (text.matches(NUMBER)) {
            return Long.parseLong(text);
        }
        throw new ProblemException(ProblemType.MALFORMED, "The header Last-Event-ID must be the id of an event, a whole number");
    }

    boolean includes(Change change) {
        return entity.filter(wanted -> !wanted.equals(change.entity)).isEmpty()
                && id.filter(wanted -> !wanted.equals(change.entityId)).isEmpty();
    }
}
