package io.videocatalog.transfer;

import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.QueryParameters;
import java.util.Set;

/**
 * How an import treats its rows.
 *
 * @param upsert whether a row with the id of an existing entity replaces it, and one with a new id takes that id
 * @param dryRun whether nothing is kept
 * @param truncate whether text that is too long is cut instead of rejected
 * @param atomic whether one rejected row undoes all
 */
public record ImportOptions(boolean upsert, boolean dryRun, boolean truncate, boolean atomic) {

    static ImportOptions of(QueryParameters parameters) {
        parameters.refuseUnknown(Set.of("mode", "dryRun", "truncate", "atomic"));
        boolean upsert = switch (parameters.find("mode").orElse("create")) {
            case "create" -> false;
            case "upsert" -> true;
            default -> throw ProblemException.invalid(Fault.parameter("mode", "unknown-mode", "must be create or upsert"));
        };
        return new ImportOptions(upsert, parameters.isTrue("dryRun"), parameters.isTrue("truncate"), parameters.isTrue("atomic"));
    }

    public boolean inOneTransaction() {
        return atomic || dryRun;
    }
}
