package io.videocatalog.history;

import io.quarkus.panache.common.Parameters;
import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.QueryParameters;
import io.videocatalog.model.Change;
import io.videocatalog.model.Change.Kind;
import io.videocatalog.resource.CollectionQuery;
import io.videocatalog.security.Caller;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which changes a request asks for, and in which order. */
final class ChangeQuery {

    private static final String NEWEST_FIRST = "-number";
    private static final String IN_TRASH = "kind = DELETED and not exists (from Change later where later.entity = change.entity"
            + " and later.entityId = change.entityId and later.number > change.number)";

    private final QueryParameters parameters;
    private final List<String> conditions = new ArrayList<>();
    private final Parameters values = new Parameters();
    private final boolean newestFirst;
    private final int limit;
    private List<String> order = List.of("number");

    private ChangeQuery(QueryParameters parameters, boolean newestFirst) {
        this.parameters = parameters;
        this.newestFirst = newestFirst;
        limit = CollectionQuery.limit(parameters);
        number("after").ifPresent(number -> add("number > :after", "after", number));
        number("before").ifPresent(number -> add("number < :before", "before", number));
    }

    /** What has happened to one row, the latest first. */
    static ChangeQuery ofRow(QueryParameters parameters, String entity, long id) {
        parameters.refuseUnknown(Set.of("limit", "before"));
        ChangeQuery query = new ChangeQuery(parameters, true);
        query.add("entity = :entity", "entity", entity);
        query.addId(id);
        return query;
    }

    /** The deletions that nobody has taken back, the latest first. */
    static ChangeQuery ofTrash(QueryParameters parameters, Collection<String> entities) {
        parameters.refuseUnknown(Set.of("entity", "limit", "before"));
        ChangeQuery query = new ChangeQuery(parameters, true);
        query.addEntities(entities);
        query.conditions.add(IN_TRASH);
        return query;
    }

    /** Whatever has happened to rows of these entities. */
    static ChangeQuery of(QueryParameters parameters, Collection<String> entities) {
        parameters.refuseUnknown(Set.of("entity", "id", "by", "kind", "requestId", "after", "before", "limit", "sort"));
        ChangeQuery query = new ChangeQuery(parameters, isNewestFirst(parameters));
        query.addEntities(entities);
        parameters.find("kind").ifPresent(kind -> query.add("kind = :kind", "kind", kind(kind)));
        parameters.find("by").ifPresent(query::addActor);
        query.number("id").ifPresent(query::addIdOfEntity);
        parameters.find("requestId").ifPresent(id -> query.add("requestId = :requestId", "requestId", id));
        return query;
    }

    private static boolean isNewestFirst(QueryParameters parameters) {
        String sort = parameters.find("sort").orElse("number");
        if (!Set.of("number", NEWEST_FIRST).contains(sort)) {
            throw ProblemException.invalid(Fault.parameter("sort", "unknown-field", "must be number or " + NEWEST_FIRST));
        }
        return sort.equals(NEWEST_FIRST);
    }

    private void addEntities(Collection<String> entities) {
        Collection<String> wanted = parameters.find("entity").map(entity -> only(entity, entities)).orElse(entities);
        add("entity in :entities", "entities", wanted);
    }

    private static Collection<String> only(String entity, Collection<String> entities) {
        if (!entities.contains(entity)) {
            throw ProblemException.invalid(Fault.parameter("entity", "unknown-entity",
                    "must be one of those that you may read: " + String.join(", ", entities)));
        }
        return List.of(entity);
    }

    private void addIdOfEntity(long id) {
        if (parameters.find("entity").isEmpty()) {
            throw ProblemException.invalid(Fault.parameter("id", "without-entity", "needs the parameter entity beside it"));
        }
        addId(id);
    }

    private void addId(long id) {
        add("entityId = :id", "id", id);
        order = List.of("entityId", "entity", "number"); // H2 goes through an index only in its whole order.
    }

    private void addActor(String by) {
        if (Caller.OTHERS.contains(by)) {
            add("actorId is null and actor = :actor", "actor", by);
        } else {
            add("actorId = :actorId", "actorId", number("by").orElseThrow());
        }
    }

    private static Kind kind(String text) {
        return Stream.of(Kind.values()).filter(kind -> kind.toString().equals(text)).findFirst()
                .orElseThrow(
                        () -> ProblemException.invalid(Fault.parameter("kind", "unknown-kind", "must be created, updated or deleted")));
    }

    private Optional<Long> number(String name) {
        return parameters.find(name).map(text -> {
            if (text.matches("[0-9]{1,18}")) {
                return Long.valueOf(text);
            }
            throw ProblemException.invalid(Fault.parameter(name, "wrong-type", "must be a whole number"));
        });
    }

    private void add(String condition, String name, Object value) {
        conditions.add(condition);
        values.and(name, value);
    }

    boolean isNewestFirst() {
        return newestFirst;
    }

    /** Leaves out what is behind this number. */
    void endAt(long number) {
        add("number <= :end", "end", number);
    }

    /** @param next the query of the next page, or null on the last */
    record Page(List<Change> changes, String next) {
    }

    Page page() {
        String sort = order.stream().map(attribute -> newestFirst ? attribute + " desc" : attribute).collect(Collectors.joining(", "));
        List<Change> found = Change.<Change>find(
                "from Change change where " + String.join(" and ", conditions) + " order by " + sort, values).page(0, limit + 1).list();
        if (found.size() <= limit) {
            return new Page(found, null);
        }
        String last = found.get(limit - 1).number.toString();
        return new Page(found.subList(0, limit), parameters.with(newestFirst ? "before" : "after", last));
    }
}
