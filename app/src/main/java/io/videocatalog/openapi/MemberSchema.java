package io.videocatalog.openapi;

import io.videocatalog.model.Text;
import io.videocatalog.resource.Member;
import io.videocatalog.resource.ValueType;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.util.ArrayList;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** What JSON a member takes, from its type and its constraints. */
final class MemberSchema {

    // Something visible between any number of characters that are no controls.
    private static final String LINE = text("\\x00-\\x1F\\x7F-\\x9F");
    private static final String LINES = text("\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F");

    private MemberSchema() {
    }

    /** The schema of the member in a body. */
    static Schema of(Member member) {
        Schema schema = constrained(member);
        Schema described = member.isRequired() ? schema : orNull(schema);
        Annotations.description(member).ifPresent(described::setDescription);
        described.addExample(Examples.plain(Examples.of(member)));
        return member.isReadOnly() ? described.readOnly(true) : described;
    }

    // An enumeration says no to null, even where the type says yes.
    private static Schema orNull(Schema schema) {
        return schema.getEnumeration() == null
                ? schema.addType(SchemaType.NULL)
                : OASFactory.createSchema().addAnyOf(schema).addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
    }

    /** The schema of any value of this type. */
    static Schema ofType(ValueType type, Class<?> javaType) {
        Schema schema = OASFactory.createSchema();
        return switch (type) {
            case TEXT -> schema.addType(SchemaType.STRING);
            case INTEGER -> schema.addType(SchemaType.INTEGER).format(javaType == Integer.class ? "int32" : "int64");
            case DECIMAL -> schema.addType(SchemaType.NUMBER);
            case BOOLEAN -> schema.addType(SchemaType.BOOLEAN);
            case TIME -> schema.addType(SchemaType.STRING).format("date-time");
            case DATE -> schema.addType(SchemaType.STRING).format("date");
            case CHOICE -> schema.addType(SchemaType.STRING).enumeration(new ArrayList<>(ValueType.choices(javaType)));
            case REFERENCE -> id(schema);
        };
    }

    private static Schema id(Schema schema) {
        return schema.addType(SchemaType.INTEGER).format("int64").minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(ValueType.MAX_ID));
    }

    private static Schema constrained(Member member) {
        Schema schema = member.isId() ? id(OASFactory.createSchema()) : ofType(member.type(), member.javaType());
        member.annotation(Text.class).ifPresent(text -> schema.minLength(1).maxLength(text.max()).pattern(text.multiline() ? LINES : LINE));
        if (member.isEmail()) {
            schema.format("email").setPattern(null);
        }
        member.annotation(Pattern.class).ifPresent(pattern -> schema.pattern(pattern.regexp()));
        member.annotation(Min.class).ifPresent(min -> schema.minimum(BigDecimal.valueOf(min.value())));
        member.annotation(Max.class).ifPresent(max -> schema.maximum(BigDecimal.valueOf(max.value())));
        member.annotation(PositiveOrZero.class).ifPresent(any -> schema.minimum(BigDecimal.ZERO));
        member.annotation(Positive.class).ifPresent(any -> schema.exclusiveMinimum(BigDecimal.ZERO));
        return schema;
    }

    private static String text(String controls) {
        return "^[^" + controls + "]*[^\\s" + controls + "][^" + controls + "]*$";
    }
}
