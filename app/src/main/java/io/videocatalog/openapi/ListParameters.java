package io.videocatalog.openapi;

import io.videocatalog.resource.CollectionQuery;
import io.videocatalog.resource.Member;
import io.videocatalog.resource.Member.Operator;
import io.videocatalog.resource.Representation;
import io.videocatalog.resource.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** The parameters of a list that depend on its entity. */
final class ListParameters {

    private final Representation<?> representation;

    ListParameters(Representation<?> representation) {
        this.representation = representation;
    }

    List<Parameter> all() {
        List<Parameter> parameters = new ArrayList<>(List.of(sort(), fields()));
        representation.searchAttribute().ifPresent(attribute -> parameters.add(search()));
        for (Member member : representation.members()) {
            Stream.of(Operator.values()).filter(member.operators()::contains).map(operator -> filter(member, operator))
                    .forEach(parameters::add);
        }
        return parameters;
    }

    private Parameter sort() {
        List<String> names = representation.select(Member::isSortable).stream().map(Member::name).toList();
        Schema schema = listOf(names.stream().flatMap(name -> Stream.of(name, "-" + name)).toList());
        schema.defaultValue(List.of("id"));
        return commaSeparated("sort", "The members to sort by, each once; a minus sorts downwards. Texts sort without regard to case.",
                schema);
    }

    /** The parameter that chooses members. */
    Parameter fields() {
        List<String> names = representation.members().stream().map(Member::name).toList();
        return commaSeparated("fields", "The members to show; the others are left out, also where the schema requires them.",
                listOf(names));
    }

    private static Schema listOf(List<String> names) {
        Schema items = OASFactory.createSchema().addType(SchemaType.STRING).enumeration(new ArrayList<>(names));
        return OASFactory.createSchema().addType(SchemaType.ARRAY).items(items).minItems(1).uniqueItems(true)
                .addExample(List.of(names.get(0)));
    }

    private static Parameter commaSeparated(String name, String description, Schema schema) {
        return query(name, description, schema).style(Parameter.Style.FORM).explode(false);
    }

    private static Parameter search() {
        Schema schema = OASFactory.createSchema().addType(SchemaType.STRING).maxLength(CollectionQuery.MAX_TEXT).addExample("exam");
        return query("q", "Search as you type: every word must begin some word of the text that is searched, without regard to case "
                + "and accents.", schema);
    }

    private static Parameter filter(Member member, Operator operator) {
        Schema schema = MemberSchema.ofType(member.type(), member.javaType());
        if (member.type() == ValueType.TEXT) {
            schema.maxLength(CollectionQuery.MAX_TEXT);
        }
        schema.addExample(member.type() == ValueType.REFERENCE ? (Object) 1 : Examples.plain(Examples.of(member)));
        return query(member.parameter(operator), "Only items whose `" + member.name() + "` " + switch (operator) {
            case EQ -> "is this" + (member.type() == ValueType.TEXT ? ", without regard to case." : ".");
            case CONTAINS -> "contains this, without regard to case.";
            case GTE -> member.type() == ValueType.TIME ? "is this or later." : "is this or more.";
            case LT -> member.type() == ValueType.TIME ? "is earlier than this." : "is less than this.";
        }, schema);
    }

    private static Parameter query(String name, String description, Schema schema) {
        return OASFactory.createParameter().name(name).in(Parameter.In.QUERY).description(description).schema(schema);
    }
}
