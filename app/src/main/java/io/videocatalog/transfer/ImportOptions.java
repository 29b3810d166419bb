package io.videocatalog.transfer;

import io.videocatalog.http.Fault;
import io.videocatalog.http.Faults;
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
        Faults faults = new Faults();
        faults.of(() -> parameters.refuseUnknown(Set.of("mode", "dryRun", "truncate", "atomic")));
        Boolean upsert = faults.of(() -> isUpsert(parameters));
        Boolean dryRun = faults.of(() -> parameters.isTrue("dryRun"));
        Boolean truncate = faults.of(() -> parameters.isTrue("truncate"));
        Boolean atomic = faults.of(() -> parameters.isTrue("atomic"));
        faults.requireNone();
        return new ImportOptions(upsert, dryRun, truncate, atomic);
    }

    private static boolean isUpsert(QueryParameters parameters) {
        return switch (parameters.find("mode").orElse("create")) {
            case "create" -> false;
            case "upsert" -> true;
            default -> throw ProblemException.invalid(Fault.parameter("mode", "unknown-mode", "must be create or upsert"));
        };
    }

    public boolean inOneTransaction() {
        return atomic || dryRun;
    }
}
