package io.videocatalog.history;

import io.videocatalog.model.Change.Kind;

/**
 * What has happened to a row, in a transaction that goes on.
 *
 * @param before the members that the row had, as JSON; null where it was not there
 * @param after the members that the row has since; null where it is no more
 */
record PendingChange(String entity, long id, long version, Kind kind, String before, String after) {
}
