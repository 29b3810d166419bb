package io.videocatalog.history;

import io.quarkus.arc.Unremovable;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.model.NoHistory;
import io.videocatalog.resource.Representation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.metamodel.EntityType;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.SessionFactory;

/** The entities whose rows have a history: all of the catalogue but those that say {@link NoHistory}. */
@ApplicationScoped
@Unremovable
public class RecordedEntities {

    private final Map<Class<?>, RowState<?>> byClass;
    private final Map<String, Representation<?>> byTable;

    @Inject
    RecordedEntities(SessionFactory sessions) {
        byClass = sessions.getMetamodel().getEntities().stream().map(EntityType::getJavaType).filter(RecordedEntities::isRecorded)
                .collect(Collectors.toMap(Function.identity(), RecordedEntities::state));
        byTable = byClass.values().stream().map(RowState::representation)
                .collect(Collectors.toMap(Representation::table, Function.identity()));
    }

    private static boolean isRecorded(Class<?> entity) {
        return CatalogEntity.class.isAssignableFrom(entity) && !entity.isAnnotationPresent(NoHistory.class);
    }

    private static RowState<?> state(Class<?> entity) {
        return new RowState<>(new Representation<>(entity.asSubclass(CatalogEntity.class)));
    }

    Optional<RowState<?>> find(Class<?> entity) {
        return Optional.ofNullable(byClass.get(entity));
    }

    /** The entity whose table has this name. */
    public Optional<Representation<?>> find(String table) {
        return Optional.ofNullable(byTable.get(table));
    }

    public Collection<Representation<?>> all() {
        return byTable.values();
    }
}
