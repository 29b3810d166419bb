package io.videocatalog.resource;

import io.videocatalog.http.StrictJson;
import io.videocatalog.model.CatalogEntity;
import java.util.List;
import java.util.Optional;

/** The JSON bodies of answers. */
final class JsonBody {

    private JsonBody() {
    }

    static <E extends CatalogEntity> byte[] of(Representation<E> representation, List<Member> shown, E entity) {
        return StrictJson.bytes(json -> representation.write(entity, shown, json));
    }

    static <E extends CatalogEntity> byte[] page(CollectionQuery<E> query, List<E> rows, String next, Optional<Long> total) {
        return StrictJson.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (E row : rows) {
                query.representation().write(row, query.shown(row), json);
            }
            json.writeEndArray();
            json.writeStringField("next", next);
            if (total.isPresent()) {
                json.writeNumberField("total", total.get());
            }
            json.writeEndObject();
        });
    }
}
