package io.videocatalog.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.videocatalog.http.StrictJson;
import io.videocatalog.resource.CollectionQuery;
import io.videocatalog.resource.Member;
import io.videocatalog.resource.Representation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** What the document says of one entity. */
record EntityPart(Representation<?> representation, String path, boolean written) {

    OpenAPI document() {
        OpenAPI part = new Template("entity.yaml").fill(words());
        ListParameters parameters = new ListParameters(representation);
        parameters.all().forEach(part.getPaths().getPathItem(path).getGET()::addParameter);
        part.getPaths().getPathItem(path + "/{id}").getGET().addParameter(parameters.fields());
        addSchemas(part.getComponents());
        if (!written) {
            leaveOutWrites(part);
        }
        return part;
    }

    private void leaveOutWrites(OpenAPI part) {
        part.getPaths().removePathItem(path + "/import");
        part.getPaths().removePathItem(path + "/{id}/history");
        for (PathItem item : part.getPaths().getPathItems().values()) {
            item.POST(null).PUT(null).PATCH(null).DELETE(null);
        }
        part.getComponents().removeSchema(name() + "Patch");
        if (representation.writable().isEmpty()) {
            part.getComponents().removeSchema(name() + "Request");
        }
    }

    private Map<String, String> words() {
        Examples examples = new Examples(representation);
        String noun = representation.noun();
        Map<String, String> words = new LinkedHashMap<>();
        words.put("path", path);
        words.put("Entity", name());
        words.put("Entities", plural());
        words.put("noun", noun);
        words.put("nouns", representation.nouns());
        words.put("aNoun", (noun.matches("[aeio].*") ? "an " : "a ") + noun);
        words.put("firstMember", (written ? representation.writable() : representation.members()).get(0).name());
        words.put("cursor", CollectionQuery.exampleCursor());
        words.put("example", examples.complete().toString());
        words.put("requestExample", examples.request().toString());
        words.put("patchExample", examples.patch().toString());
        words.put("ndjsonExample", quoted(examples.complete() + "\n"));
        words.put("ndjsonRequestExample", quoted(examples.request() + "\n"));
        words.put("csvExample", quoted(Examples.csv(examples.complete())));
        words.put("csvRequestExample", quoted(Examples.csv(examples.request())));
        return words;
    }

    private String name() {
        return representation.entity().getSimpleName();
    }

    private String plural() {
        StringBuilder plural = new StringBuilder();
        for (String word : representation.table().split("_")) {
            plural.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return plural.toString();
    }

    // A JSON text is a YAML text too.
    private static String quoted(String text) {
        try {
            return StrictJson.MAPPER.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void addSchemas(Components components) {
        List<Member> required = representation.select(
                member -> member.isRequired() && !member.isReadOnly() && representation.initial(member) == null);
        String ignored = " Read-only members may be sent along, as they were read, and are ignored; other unknown members are refused.";
        List<Member> shown = representation.select(member -> !member.isConfidential());
        String hidden = shown.size() == representation.members().size()
                ? ""
                : " Members that are not required here are shown to the owner of a row and to administrators only.";
        components.addSchema(name(), object("One of the " + representation.nouns() + " as it is read." + hidden, shown));
        components.addSchema(name() + "Request",
                object("All that requests set of one of the " + representation.nouns() + "." + ignored, required)
                        .additionalPropertiesBoolean(false));
        components.addSchema(name() + "Patch", object("The members to change." + ignored, List.of()).additionalPropertiesBoolean(false));
    }

    private Schema object(String description, List<Member> required) {
        Schema schema = OASFactory.createSchema().description(description).addType(Schema.SchemaType.OBJECT);
        representation.members().forEach(member -> schema.addProperty(member.name(), MemberSchema.of(member)));
        required.forEach(member -> schema.addRequired(member.name()));
        return schema;
    }
}
