package io.videocatalog.history;

import io.videocatalog.http.StrictJson;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.resource.Representation;
import java.util.Arrays;
import java.util.List;
import org.hibernate.persister.entity.EntityPersister;

/** Writes rows of an entity as the history keeps them: as JSON objects of all their members. */
record RowState<E extends CatalogEntity>(Representation<E> representation) {

    String of(CatalogEntity entity) {
        return StrictJson.text(json -> representation.write(representation.entity().cast(entity), representation.members(), json));
    }

    /** @param values those of the attributes, as Hibernate keeps them of a row that it has read */
    String of(Object id, Object[] values, EntityPersister persister) {
        List<String> attributes = Arrays.asList(persister.getPropertyNames());
        return StrictJson.text(json -> {
            json.writeStartObject();
            representation.writeValues(member -> member.isId() ? id : values[attributes.indexOf(member.attribute())],
                    representation.members(), json);
            json.writeEndObject();
        });
    }
}
