package io.videocatalog.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The members of a body that shows no entity, all of which are texts. What is wrong with them is told at once. */
public final class BodyMembers {

    private final ObjectNode body;
    private final List<Fault> faults = new ArrayList<>();

    /** @param known the names that the body may have */
    public BodyMembers(ObjectNode body, Set<String> known) {
        this.body = body;
        body.properties().stream().map(member -> member.getKey()).filter(name -> !known.contains(name))
                .forEach(name -> add(Fault.member(name, "unknown-member", "is not a member of this request")));
    }

    /** A text that must be there; empty when it is not, which is then told. */
    public String required(String name) {
        Optional<String> text = optional(name);
        if (text.isEmpty() && !has(name)) {
            add(Fault.member(name, "required", "is required"));
        }
        return text.orElse("");
    }

    private Optional<String> optional(String name) {
        JsonNode value = body.path(name);
        if (has(name) && !value.isTextual()) {
            add(Fault.member(name, "wrong-type", "must be a text, not " + StrictJson.nameOf(value)));
        }
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    /** Tells when a text is such that a database may refuse to compare others with it. */
    public void requireStorable(String name) {
        Fault.characters(name, body.path(name).asText()).ifPresent(this::add);
    }

    private boolean has(String name) {
        return body.hasNonNull(name);
    }

    private void add(Fault fault) {
        faults.add(fault);
    }

    /** Refuses the request if anything is wrong. */
    public void requireSound() {
        if (!faults.isEmpty()) {
            throw ProblemException.of(ProblemType.VALIDATION, faults);
        }
    }
}
