package io.videocatalog.history;

/** Is fired when this process has committed changes, which others can read from now on. */
public record ChangesWritten() {
}
