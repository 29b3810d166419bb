package io.videocatalog.resource;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.videocatalog.http.StrictJson;
import io.videocatalog.model.CatalogEntity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The JSON bodies of answers. */
final class JsonBody {

    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private JsonBody() {
    }

    static <E extends CatalogEntity> byte[] of(Representation<E> representation, List<Member> shown, E entity) {
        return bytes(json -> representation.write(entity, shown, json));
    }

    static <E extends CatalogEntity> byte[] page(Representation<E> representation, List<Member> shown, List<E> rows, String next,
            Optional<Long> total) {
        return bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (E row : rows) {
                representation.write(row, shown, json);
            }
            json.writeEndArray();
            json.writeStringField("next", next);
            if (total.isPresent()) {
                json.writeNumberField("total", total.get());
            }
            json.writeEndObject();
        });
    }

    private static byte[] bytes(Content content) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(1024); JsonGenerator json = StrictJson.MAPPER.createGenerator(bytes)) {
            content.write(json);
            json.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
