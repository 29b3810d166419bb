package io.videocatalog.history;

/** Is thrown instead of changing rows without a trace in their history. */
public final class BulkChangeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BulkChangeException(String table) {
        super("This changes rows of " + table
                + " in bulk, which would leave no trace in their history: read the entities, and change or delete them one by one");
    }
}
