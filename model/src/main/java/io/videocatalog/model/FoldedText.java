package io.videocatalog.model;

import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.generator.Generator;
import org.hibernate.persister.entity.EntityPersister;

/** Computes {@link SortKey} and {@link SearchText} columns whenever the row is written, in every kind of session. */
public class FoldedText implements BeforeExecutionGenerator {

    private final List<String> sources;
    private final Function<List<String>, String> folding;

    public FoldedText(SortKey key) {
        sources = List.of(key.of());
        folding = texts -> TextFolding.sortKey(texts.get(0));
    }

    public FoldedText(SearchText search) {
        sources = List.of(search.of());
        folding = TextFolding::searchText;
    }

    @Override
    public Object generate(SharedSessionContractImplementor session, Object owner, Object current, EventType event) {
        boolean done = event == EventType.INSERT && ((CatalogEntity) owner).folded;
        return done ? current : fold(owner, session.getEntityPersister(null, owner));
    }

    private String fold(Object owner, EntityPersister persister) {
        return fold(sources.stream().map(name -> (String) persister.getPropertyValue(owner, name)).toList());
    }

    /**
     * Computes the columns of an entity that is new, valid and not going to change before it is written: so that it need not
     * be done while the database waits for the row.
     *
     * @return the number of characters in those columns
     */
    public static int foldNow(CatalogEntity entity, SessionFactory sessions) {
        EntityPersister persister = sessions.unwrap(SessionFactoryImplementor.class).getMappingMetamodel()
                .getEntityDescriptor(entity.getClass());
        Generator[] generators = persister.getGenerators();
        int length = 0;
        for (int i = 0; i < generators.length; i++) {
            if (generators[i] instanceof FoldedText column) {
                String text = column.fold(entity, persister);
                persister.setValue(entity, i, text);
                length += text.length();
            }
        }
        entity.folded = true;
        return length;
    }

    /** The names of the fields that the column is computed from. */
    public List<String> sources() {
        return sources;
    }

    /** What the column keeps when the fields have these texts. */
    public String fold(List<String> texts) {
        return folding.apply(texts);
    }

    @Override
    public EnumSet<EventType> getEventTypes() {
        return EnumSet.of(EventType.INSERT, EventType.UPDATE);
    }
}
