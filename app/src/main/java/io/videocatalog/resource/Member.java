package io.videocatalog.resource;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.videocatalog.model.Confidential;
import io.videocatalog.model.Queryable;
import io.videocatalog.model.ReadOnly;
import io.videocatalog.model.SortKey;
import io.videocatalog.model.Text;
import io.videocatalog.model.TextFolding;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** One member of an entity's representation, which is one public field of its class. */
public final class Member {

    /** How a filter compares: {@code name=} or {@code name.contains=}. */
    public enum Operator {
        EQ("", "="),
        CONTAINS(".contains", "like"),
        GTE(".gte", ">="),
        LT(".lt", "<");

        private final String suffix;
        private final String sql;

        Operator(String suffix, String sql) {
            this.suffix = suffix;
            this.sql = sql;
        }

        String sql() {
            return sql;
        }
    }

    private final Field field;
    private final Method getter;
    private final Method setter;
    private final ValueType type;
    private final String sortKey;
    // Asked for each value of each row.
    private final SerializedString name;
    private final boolean readOnly;
    private final boolean confidential;
    private final Set<Operator> operators;

    /** @param sortKey the attribute that keeps the sort key of this text, or null */
    Member(Field field, Method getter, Method setter, String sortKey) {
        this.field = field;
        this.getter = unchecked(getter);
        this.setter = unchecked(setter);
        this.type = ValueType.of(field.getType());
        this.sortKey = sortKey;
        name = new SerializedString(type == ValueType.REFERENCE ? field.getName() + "Id" : field.getName());
        readOnly = isId() || field.isAnnotationPresent(ReadOnly.class);
        confidential = field.isAnnotationPresent(Confidential.class);
        operators = allowedOperators();
        boolean ordered = Set.of(ValueType.INTEGER, ValueType.DECIMAL, ValueType.TIME, ValueType.DATE).contains(type);
        if (field.isAnnotationPresent(Queryable.class) && !ordered) {
            throw new IllegalStateException(field + " cannot be @Queryable: only numbers, dates and times have an order");
        }
        if (isSortable() && !isId() && !isRequired()) {
            throw new IllegalStateException(field + " is sortable and must not be null: databases order nulls differently");
        }
    }

    // A public method of a public class, which the JDK would look at again at each call.
    private static Method unchecked(Method method) {
        method.setAccessible(true);
        return method;
    }

    /** The name in JSON, CSV and queries. */
    public String name() {
        return name.getValue();
    }

    /** The name as it is written, made once. */
    SerializableString writtenName() {
        return name;
    }

    /** The name of the field, which is also that of the attribute in JPA. */
    public String attribute() {
        return field.getName();
    }

    public ValueType type() {
        return type;
    }

    public Class<?> javaType() {
        return field.getType();
    }

    public boolean isId() {
        return field.isAnnotationPresent(Id.class);
    }

    /** Whether requests may carry the member without effect. */
    public boolean isReadOnly() {
        return readOnly;
    }

    /** Whether the member is never null. */
    public boolean isRequired() {
        return field.isAnnotationPresent(NotNull.class) || isId() || isReadOnly() && isColumnRequired();
    }

    private boolean isColumnRequired() {
        return annotation(Column.class).map(column -> !column.nullable())
                .or(() -> annotation(JoinColumn.class).map(column -> !column.nullable())).orElse(false);
    }

    /** Whether only the owner of a row and admins see the member. */
    public boolean isConfidential() {
        return confidential;
    }

    public boolean isEmail() {
        return field.isAnnotationPresent(Email.class);
    }

    /** The most code points of a text. */
    public Optional<Integer> maxLength() {
        return Optional.ofNullable(field.getAnnotation(Text.class)).map(Text::max);
    }

    /** What the entity's class says of the member beyond that. */
    public <A extends Annotation> Optional<A> annotation(Class<A> type) {
        return Optional.ofNullable(field.getAnnotation(type));
    }

    public boolean isSortable() {
        return isId() || sortKey != null || field.isAnnotationPresent(Queryable.class);
    }

    /** The filters that the member allows. */
    public Set<Operator> operators() {
        return operators;
    }

    private Set<Operator> allowedOperators() {
        if (sortKey != null) {
            return Collections.unmodifiableSet(EnumSet.of(Operator.EQ, Operator.CONTAINS));
        } else if (type == ValueType.REFERENCE) {
            return Set.of(Operator.EQ);
        } else if (!field.isAnnotationPresent(Queryable.class)) {
            return Set.of();
        }
        return Collections.unmodifiableSet(
                type == ValueType.TIME ? EnumSet.of(Operator.GTE, Operator.LT) : EnumSet.of(Operator.EQ, Operator.GTE, Operator.LT));
    }

    /** The name of the query parameter that filters by this member. */
    public String parameter(Operator operator) {
        return name() + operator.suffix;
    }

    /** The attribute by which rows are ordered and filtered. */
    String queryPath() {
        return type == ValueType.REFERENCE ? attribute() + ".id" : sortKey != null ? sortKey : attribute();
    }

    /** What stands in {@link #queryPath} for a value of this member. */
    Object queryValue(Object value) {
        return sortKey == null ? value : TextFolding.sortKey((String) value);
    }

    Object get(Object entity) {
        return invoke(getter, entity);
    }

    void set(Object entity, Object value) {
        invoke(setter, entity, value);
    }

    private static Object invoke(Method method, Object entity, Object... arguments) {
        try {
            return method.invoke(entity, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(method + " failed", e);
        }
    }

    static Optional<String> keyedBy(Field field) {
        return Optional.ofNullable(field.getAnnotation(SortKey.class)).map(SortKey::of);
    }
}
