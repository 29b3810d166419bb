package io.videocatalog.openapi;

import io.videocatalog.resource.Member;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What {@code @Schema} on an entity's field adds to the document: words, and an example better than one made up. */
final class Annotations {

    private Annotations() {
    }

    static Optional<String> description(Member member) {
        return member.annotation(Schema.class).map(Schema::description).filter(text -> !text.isEmpty());
    }

    static Optional<String> example(Member member) {
        return member.annotation(Schema.class).flatMap(schema -> Arrays.stream(schema.examples()).findFirst());
    }
}
