package io.videocatalog.history;

import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.model.Change;
import io.videocatalog.resource.Representation;
import io.videocatalog.resource.ValueType;
import java.util.ArrayList;
import java.util.List;

/** What stands against taking changes back. */
final class Obstacles {

    private static final int MOST_NAMED = 5;

    private final Representation<?> representation;
    private final List<String> sentences = new ArrayList<>();

    Obstacles(Representation<?> representation) {
        this.representation = representation;
    }

    static void forbid(Fault fault) {
        throw ProblemException.of(ProblemType.FORBIDDEN, List.of(fault));
    }

    void changedSince(Span span, Change change) {
        add(span, "was changed since, by " + change.actor + " at " + ValueType.TIME.toText(change.changedAt) + " (change " + change.number
                + ")");
    }

    void add(Span span, String sentence) {
        sentences.add("The " + representation.noun() + " " + span.id() + " " + sentence);
    }

    /** Refuses to go on when there is any. */
    void requireNone() {
        if (!sentences.isEmpty()) {
            String named = String.join("; ", sentences.subList(0, Math.min(MOST_NAMED, sentences.size())));
            int more = sentences.size() - MOST_NAMED;
            throw new ProblemException(ProblemType.CONFLICT,
                    "Nothing was taken back. " + named + (more > 0 ? "; and " + more + " more" : ""));
        }
    }

    /** The problem that others refer to what is to go. */
    ProblemException referredTo() {
        return new ProblemException(ProblemType.IN_USE,
                "Nothing was taken back, since others refer to " + representation.nouns()
                        + " that would go; delete what refers to them or change it first");
    }
}
