package io.videocatalog.resource;

import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.boot.model.FunctionContributor;
import org.hibernate.type.StandardBasicTypes;

/**
 * What PostgreSQL's scripts call {@code has_words} and {@code has_pairs}, for HQL with the text that is looked into last: Hibernate
 * plans a query anew each time where a call ends in a parameter, for which there could be a list.
 */
public class IndexFunctions implements FunctionContributor {

    @Override
    public void contributeFunctions(FunctionContributions functions) {
        var truth = functions.getTypeConfiguration().getBasicTypeRegistry().resolve(StandardBasicTypes.BOOLEAN);
        functions.getFunctionRegistry().registerPattern("has_words", "has_words(?2, ?1)", truth);
        functions.getFunctionRegistry().registerPattern("has_pairs", "has_pairs(?2, ?1)", truth);
    }
}
