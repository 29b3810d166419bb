package io.videocatalog.model;

import java.util.stream.Collectors;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.ImplicitConstraintNameSource;
import org.hibernate.boot.model.naming.ImplicitForeignKeyNameSource;
import org.hibernate.boot.model.naming.ImplicitIndexNameSource;
import org.hibernate.boot.model.naming.ImplicitNamingStrategyJpaCompliantImpl;
import org.hibernate.boot.model.naming.ImplicitUniqueKeyNameSource;

/**
 * Names of constraints and indexes that an entity does not name itself: {@code <table>_<column>_fkey}, {@code _key} for what is
 * unique and {@code _idx}. The API reads them backwards when one is violated.
 */
public class ConstraintNames extends ImplicitNamingStrategyJpaCompliantImpl {

    @Override
    public Identifier determineForeignKeyName(ImplicitForeignKeyNameSource source) {
        return name(source, "fkey");
    }

    @Override
    public Identifier determineUniqueKeyName(ImplicitUniqueKeyNameSource source) {
        return name(source, "key");
    }

    @Override
    public Identifier determineIndexName(ImplicitIndexNameSource source) {
        return name(source, "idx");
    }

    private Identifier name(ImplicitConstraintNameSource source, String kind) {
        String columns = source.getColumnNames().stream().map(Identifier::getText).collect(Collectors.joining("_"));
        return source.getUserProvidedIdentifier() == null
                ? toIdentifier(source.getTableName().getText() + "_" + columns + "_" + kind, source.getBuildingContext())
                : source.getUserProvidedIdentifier();
    }
}
