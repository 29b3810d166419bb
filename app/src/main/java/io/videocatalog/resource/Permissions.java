package io.videocatalog.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.http.QueryParameters;
import io.videocatalog.model.AccessRule;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.model.Role;
import io.videocatalog.model.User;
import io.videocatalog.resource.Member.Operator;
import io.videocatalog.security.Caller;
import io.videocatalog.security.Refusal;
import java.util.List;
import java.util.Optional;

/** What a caller may do with the rows of an entity, by its {@link AccessRule}. */
public final class Permissions<E extends CatalogEntity> {

    private final Representation<E> representation;
    private final Caller caller;
    private final AccessRule rule;
    private final Optional<Member> owner;

    public Permissions(Representation<E> representation, Caller caller) {
        this.representation = representation;
        this.caller = caller;
        rule = representation.rule();
        owner = representation.owner();
    }

    public Representation<E> representation() {
        return representation;
    }

    public Caller caller() {
        return caller;
    }

    /** Refuses those who may read nothing of it. */
    public void requireRead() {
        if (!mayRead()) {
            throw refusal("read");
        }
    }

    /** Whether the caller may read any of it. */
    public boolean mayRead() {
        return caller.is(rule.read()) && (caller.isSignedIn() || !rule.neverPublic());
    }

    /** Refuses those who may write nothing of it. */
    public void requireWrite() {
        if (!caller.isSignedIn() || !caller.is(rule.write())) {
            throw refusal("write");
        }
    }

    private ProblemException refusal(String verb) {
        return caller.isSignedIn()
                ? Refusal.forbidden("You may not " + verb + " " + representation.nouns())
                : Refusal.unknown();
    }

    /** Whether the caller may know that a row is there. */
    boolean sees(E row) {
        return !rule.ownersOnly() || caller.is(Role.ADMIN) || isOwn(row);
    }

    /** The parameters of a list, held to rows that the caller may know of, and free of what would tell of hidden members. */
    QueryParameters bounded(QueryParameters parameters) {
        if (caller.is(Role.ADMIN)) {
            return parameters;
        }
        for (Member member : representation.select(Member::isConfidential)) {
            member.operators().stream().map(member::parameter).filter(name -> parameters.find(name).isPresent()).findFirst()
                    .ifPresent(Permissions::refuse);
            parameters.find("sort").filter(sort -> List.of(sort.replace("-", "").split(",")).contains(member.name()))
                    .ifPresent(sort -> refuse("sort"));
        }
        return rule.ownersOnly() ? ofCaller(parameters) : parameters;
    }

    private QueryParameters ofCaller(QueryParameters parameters) {
        String name = owner.orElseThrow().parameter(Operator.EQ);
        String own = caller.userId().toString();
        parameters.find(name).filter(other -> !other.equals(own)).ifPresent(other -> refuse(name));
        return parameters.withFixed(name, own);
    }

    private static void refuse(String parameter) {
        throw ProblemException.of(ProblemType.FORBIDDEN,
                List.of(Fault.parameter(parameter, "not-allowed", "is for administrators, since it would tell what others may not see")));
    }

    /** Those of the members that the caller may see of this row. */
    List<Member> visible(List<Member> members, E row) {
        boolean all = !representation.hasConfidential() || caller.is(Role.ADMIN) || isOwn(row);
        return all ? members : members.stream().filter(member -> !member.isConfidential()).toList();
    }

    /** What the caller may see of a row as it once was, all members as JSON; nothing when they may not have known of it. */
    public Optional<ObjectNode> visible(ObjectNode state) {
        boolean own = owner(representation, state).filter(id -> id.equals(caller.userId())).isPresent();
        if (own || caller.is(Role.ADMIN)) {
            return Optional.of(state);
        }
        List<String> seen = representation.select(member -> !member.isConfidential()).stream().map(Member::name).toList();
        return rule.ownersOnly() ? Optional.empty() : Optional.of(state.retain(seen));
    }

    /** The id of the user to whom a row belonged as it once was, all members as JSON; nothing where it belonged to nobody. */
    public static Optional<Long> owner(Representation<?> representation, ObjectNode state) {
        return representation.owner().map(member -> state.path(member.name())).filter(JsonNode::isNumber).map(JsonNode::asLong);
    }

    /** Has a row of which a complete request says no owner belong to the caller, if that is the only way for it to be written. */
    public void claim(E row, Representation.Lookup references) {
        if (isHeldToOwn() && ownerId(row) == null) {
            owner.orElseThrow().set(row, references.find(User.class, caller.userId()));
        }
    }

    /** What is wrong with writing a row as it stands, if anything is: that it belongs to somebody else. */
    public Optional<Fault> fault(E row) {
        return isHeldToOwn() && !isOwn(row)
                ? Optional.of(Fault.member(owner.orElseThrow().name(), "not-allowed", "is not you; editors write what is their own"))
                : Optional.empty();
    }

    /** Refuses to write a row that belongs to somebody else. */
    void requireOwn(E row) {
        fault(row).ifPresent(fault -> {
            throw ProblemException.of(ProblemType.FORBIDDEN, List.of(fault));
        });
    }

    private boolean isHeldToOwn() {
        return owner.isPresent() && !caller.editsAll() && !caller.is(Role.ADMIN);
    }

    private boolean isOwn(E row) {
        return caller.userId() != null && caller.userId().equals(ownerId(row));
    }

    private Long ownerId(E row) {
        Object value = owner.map(member -> member.get(row)).orElse(null);
        return value == null || value instanceof Long ? (Long) value : (Long) ValueType.idOf(value);
    }
}
