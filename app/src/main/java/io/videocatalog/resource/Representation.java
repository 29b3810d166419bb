package io.videocatalog.resource;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.videocatalog.http.Fault;
import io.videocatalog.model.AccessRule;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.model.SearchText;
import io.videocatalog.resource.Member.Operator;
import jakarta.persistence.Table;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The shape that an entity has for clients: its public fields, in the order of their declaration, between {@code id}
 * and the times of writing. Derived from the class alone, so that a new field needs nothing else.
 */
public final class Representation<E extends CatalogEntity> {

    /** A filter that lists have. */
    record Filter(Member member, Operator operator) {
    }

    @AccessRule
    private static final class Unruled {
    }

    // All that follows from the class is found once: each request asks for much of it.
    private final Class<E> entity;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final List<Member> all;
    private final List<Member> writable;
    private final Map<String, Filter> filters = new LinkedHashMap<>();
    private final String searchAttribute;
    private final List<String> searchedAttributes;
    private final AccessRule rule;
    private final Optional<Member> owner;
    private final boolean confidential;

    public Representation(Class<E> entity) {
        this.entity = entity;
        List<Field> fields = new ArrayList<>(List.of(CatalogEntity.class.getDeclaredFields()));
        fields.addAll(1, List.of(entity.getDeclaredFields()));
        Map<String, String> sortKeys = new HashMap<>();
        fields.forEach(field -> Member.keyedBy(field).ifPresent(text -> sortKeys.put(text, field.getName())));
        fields.forEach(field -> accessors(field, sortKeys).ifPresent(member -> members.put(member.name(), member)));
        Optional<Field> searched = fields.stream().filter(field -> field.isAnnotationPresent(SearchText.class)).findFirst();
        searchAttribute = searched.map(Field::getName).orElse(null);
        searchedAttributes = searched.map(field -> List.of(field.getAnnotation(SearchText.class).of())).orElse(List.of());
        all = List.copyOf(members.values());
        writable = select(member -> !member.isReadOnly());
        all.forEach(
                member -> member.operators().forEach(operator -> filters.put(member.parameter(operator), new Filter(member, operator))));
        rule = Optional.ofNullable(entity.getAnnotation(AccessRule.class)).orElse(Unruled.class.getAnnotation(AccessRule.class));
        owner = rule.owner().isEmpty() ? Optional.empty() : Optional.of(ofAttribute(rule.owner()).orElseThrow());
        confidential = all.stream().anyMatch(Member::isConfidential);
    }

    // Panache gives every public field a getter and a setter and makes the field itself protected.
    private Optional<Member> accessors(Field field, Map<String, String> sortKeys) {
        String suffix = Character.toUpperCase(field.getName().charAt(0)) + field.getName().substring(1);
        Optional<Method> getter = findMethod("get" + suffix);
        Optional<Method> setter = findMethod("set" + suffix);
        if (getter.isEmpty() || setter.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Member(field, getter.get(), setter.get(), sortKeys.get(field.getName())));
    }

    private Optional<Method> findMethod(String name) {
        return Arrays.stream(entity.getMethods()).filter(method -> method.getName().equals(name) && !method.isBridge()).findFirst();
    }

    public Class<E> entity() {
        return entity;
    }

    /** An entity without an id or anything else. */
    public E newEntity() {
        return newInstance(entity);
    }

    /** As {@link #newEntity}, of any entity's class. */
    public static <T> T newInstance(Class<T> entity) {
        try {
            return entity.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(entity + " needs a public constructor without parameters", e);
        }
    }

    /** The entity's name in words, such as "playlist item". */
    public String noun() {
        return nounOf(entity);
    }

    private static String nounOf(Class<?> entity) {
        return entity.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /** The noun as one word, for the audit and for metrics, such as "playlist-item". */
    public String label() {
        return noun().replace(' ', '-');
    }

    /** The name of the table, which is also the plural of the noun. */
    public String table() {
        return tableOf(entity);
    }

    // Where the entity does not say it, Hibernate makes it of the entity's name.
    static String tableOf(Class<?> entity) {
        return Optional.ofNullable(entity.getAnnotation(Table.class)).map(Table::name).filter(name -> !name.isEmpty())
                .orElseGet(() -> nounOf(entity).replace(' ', '_'));
    }

    /** The plural of the noun in words, such as "playlist items". */
    public String nouns() {
        return nounsOf(entity);
    }

    static String nounsOf(Class<?> entity) {
        return tableOf(entity).replace('_', ' ');
    }

    public List<Member> members() {
        return all;
    }

    /** The members that requests set. */
    public List<Member> writable() {
        return writable;
    }

    /** The filters of lists, by the names of the query parameters that they are asked for with. */
    Map<String, Filter> filters() {
        return filters;
    }

    /** Who may read and write the rows. */
    AccessRule rule() {
        return rule;
    }

    /** The member that says to whom a row belongs; nothing where rows belong to nobody. */
    Optional<Member> owner() {
        return owner;
    }

    /** Whether there are members that only the owner of a row and admins see. */
    boolean hasConfidential() {
        return confidential;
    }

    public List<Member> select(Predicate<Member> predicate) {
        return all.stream().filter(predicate).toList();
    }

    public Optional<Member> find(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** The attribute that {@code q} searches. */
    public Optional<String> searchAttribute() {
        return Optional.ofNullable(searchAttribute);
    }

    /** Whether there is one, and its text follows from members alone, so that the history tells of each of its changes. */
    public boolean isSearchedByMembers() {
        return !searchedAttributes.isEmpty() && searchedAttributes.stream().allMatch(source -> ofAttribute(source).isPresent());
    }

    /** Writes the entity as a JSON object with these members only. */
    public void write(E entity, List<Member> shown, JsonGenerator json) throws IOException {
        json.writeStartObject();
        writeMembers(entity, shown, json);
        json.writeEndObject();
    }

    /** Writes members of the entity into a JSON object that has begun. */
    public void writeMembers(E entity, List<Member> shown, JsonGenerator json) throws IOException {
        writeValues(member -> member.get(entity), shown, json);
    }

    /** As {@link #writeMembers}, of values that no entity has any more. */
    public void writeValues(Function<Member, Object> values, List<Member> shown, JsonGenerator json) throws IOException {
        for (Member member : shown) {
            json.writeFieldName(member.writtenName());
            member.type().write(json, values.apply(member));
        }
    }

    /** Finds what a member refers to, by its id; null when there is nothing. */
    public interface Lookup {
        Object find(Class<?> entity, Long id);
    }

    /**
     * Sets the members that a JSON object has, and returns what is wrong with it. Read-only members are ignored.
     *
     * @param complete whether a writable member that the object lacks becomes what it is in a new entity, as in a PUT, or stays, as in a PATCH
     */
    public List<Fault> read(ObjectNode json, E entity, boolean complete, Lookup references) {
        List<Fault> faults = new ArrayList<>();
        json.properties().forEach(property -> {
            Member member = members.get(property.getKey());
            if (member == null) {
                faults.add(Fault.member(property.getKey(), "unknown-member", "is not a member of a " + noun()));
            } else if (!member.isReadOnly()) {
                set(member, entity, property.getValue(), references, faults);
            }
        });
        if (complete) {
            List<Member> missing = writable.stream().filter(member -> !json.has(member.name())).toList();
            E initial = missing.isEmpty() ? null : newEntity();
            missing.forEach(member -> member.set(entity, member.get(initial)));
        }
        return faults;
    }

    /** What a member is where a request that must be complete says nothing of it; null for most. */
    public Object initial(Member member) {
        return member.get(newEntity());
    }

    /**
     * Sets the read-only members that a JSON object has, as an import does that takes rows over from another catalogue.
     *
     * @return what is wrong with them
     */
    public List<Fault> takeOver(ObjectNode json, E entity, Lookup references) {
        List<Fault> faults = new ArrayList<>();
        select(Member::isReadOnly).stream().filter(member -> json.hasNonNull(member.name()))
                .forEach(member -> set(member, entity, json.get(member.name()), references, faults));
        return faults;
    }

    private void set(Member member, E entity, JsonNode value, Lookup references, List<Fault> faults) {
        try {
            Object read = value.isNull() ? null : member.type().read(value, member.javaType());
            if (read != null && member.type() == ValueType.REFERENCE) {
                read = references.find(member.javaType(), (Long) read);
                if (read == null) {
                    faults.add(References.missing(member.name()));
                }
            }
            member.set(entity, read);
        } catch (IllegalArgumentException e) {
            faults.add(Fault.member(member.name(), "wrong-type", e.getMessage()));
        }
    }

    /** Whether a text keeps its meaning when it is cut; an address does not. */
    public boolean isCuttable(String name) {
        return !members.get(name).isEmail();
    }

    /** Cuts the text of a member to its maximum length, between characters. */
    public void truncate(E entity, String name) {
        Member member = members.get(name);
        String text = (String) member.get(entity);
        String cut = text.substring(0, text.offsetByCodePoints(0, member.maxLength().orElseThrow()));
        member.set(entity, cut.endsWith("\r") ? cut.substring(0, cut.length() - 1) : cut); // Half a line break is none.
    }

    /** The writable members in which two entities differ. */
    public List<Member> differences(E one, E other) {
        return writable.stream().filter(member -> !member.type().same(member.get(one), member.get(other))).toList();
    }

    /** Gives an entity the writable members of another, also those that are the same: a reference that is not loaded cannot be written. */
    public void replace(E old, E replacement) {
        writable.forEach(member -> member.set(old, member.get(replacement)));
    }

    /** The member whose field has this name, if clients can see it. */
    Optional<Member> ofAttribute(String attribute) {
        return all.stream().filter(member -> member.attribute().equals(attribute)).findFirst();
    }

    Set<String> names() {
        return members.keySet();
    }
}
