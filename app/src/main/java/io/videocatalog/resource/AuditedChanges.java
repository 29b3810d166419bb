package io.videocatalog.resource;

import io.videocatalog.model.AuditEvent;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.security.Audit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the audit is to know of writes: what is deleted, and every change to an entity with confidential members, such as roles. */
public final class AuditedChanges<E extends CatalogEntity> {

    /** Values of these say what somebody may do; of others the audit has no need to know. */
    private static final Set<ValueType> TOLD = Set.of(ValueType.CHOICE, ValueType.BOOLEAN);

    private final Representation<E> representation;
    private final Permissions<E> permissions;
    private final boolean confidential;

    public AuditedChanges(Permissions<E> permissions) {
        this.permissions = permissions;
        representation = permissions.representation();
        confidential = representation.hasConfidential();
    }

    public Optional<AuditEvent> created(E entity) {
        return confidential ? Optional.of(event("created", entity, describe(texts(entity)))) : Optional.empty();
    }

    public Optional<AuditEvent> deleted(E entity) {
        return Optional.of(event("deleted", entity, ""));
    }

    /** The texts of an entity's members, to be compared with later ones. */
    Map<Member, String> texts(E entity) {
        Map<Member, String> texts = new LinkedHashMap<>();
        if (confidential) {
            representation.writable().forEach(member -> {
                Object value = member.get(entity);
                texts.put(member, value == null ? "" : member.type().toText(value));
            });
        }
        return texts;
    }

    Optional<AuditEvent> changed(E entity, Map<Member, String> before) {
        Map<Member, String> changed = texts(entity);
        changed.entrySet().removeIf(member -> member.getValue().equals(before.get(member.getKey())));
        return change(entity, changed);
    }

    /** As {@link #changed}, of what an import has found to be different. */
    public Optional<AuditEvent> changed(E entity, List<Member> members) {
        Map<Member, String> changed = texts(entity);
        changed.keySet().retainAll(members);
        return change(entity, changed);
    }

    private Optional<AuditEvent> change(E entity, Map<Member, String> changed) {
        return changed.isEmpty() ? Optional.empty() : Optional.of(event("changed", entity, describe(changed)));
    }

    private static String describe(Map<Member, String> members) {
        List<String> words = new ArrayList<>();
        members.forEach((member, text) -> words.add(TOLD.contains(member.type()) ? member.name() + ": " + text : member.name()));
        return String.join(", ", words);
    }

    private AuditEvent event(String action, E entity, String detail) {
        return Audit.event(permissions.caller(), representation.label() + "-" + action,
                "/api/" + representation.table() + "/" + entity.id, detail);
    }
}
