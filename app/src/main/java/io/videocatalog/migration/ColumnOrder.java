package io.videocatalog.migration;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;

/** The order in which people would write a table's columns: id, version, then fields as they are declared, inherited ones last. */
final class ColumnOrder {

    private ColumnOrder() {
    }

    static List<Column> of(Table table, Metadata metadata) {
        Set<Column> ordered = new LinkedHashSet<>();
        if (table.hasPrimaryKey()) {
            ordered.addAll(table.getPrimaryKey().getColumns());
        }
        metadata.getEntityBindings().stream().filter(entity -> entity.getTable() == table).forEach(entity -> add(entity, ordered));
        ordered.retainAll(table.getColumns());
        ordered.addAll(table.getColumns());
        return List.copyOf(ordered);
    }

    private static void add(PersistentClass entity, Set<Column> ordered) {
        if (entity.isVersioned()) {
            ordered.addAll(entity.getVersion().getColumns());
        }
        List<String> declared = new ArrayList<>();
        for (Class<?> owner = entity.getMappedClass(); owner != null; owner = owner.getSuperclass()) {
            Arrays.stream(owner.getDeclaredFields()).map(Field::getName).forEach(declared::add);
        }
        entity.getProperties().stream().sorted(Comparator.comparing((Property property) -> declared.indexOf(property.getName())))
                .forEach(property -> ordered.addAll(property.getColumns()));
    }
}
