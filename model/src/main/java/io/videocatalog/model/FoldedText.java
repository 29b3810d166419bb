package io.videocatalog.model;

import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;

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
        var persister = session.getEntityPersister(null, owner);
        return fold(sources.stream().map(name -> (String) persister.getPropertyValue(owner, name)).toList());
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
