package io.videocatalog.migration;

/**
 * One point in which the entities' tables and those of a database differ.
 *
 * @param sentence what differs, for people
 * @param sql what makes them agree, and comments; a statement that could lose rows is a comment, too
 */
public record Difference(String sentence, String sql) {
}
