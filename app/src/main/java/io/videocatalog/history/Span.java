package io.videocatalog.history;

import io.videocatalog.model.Change;

/** What has happened to one row from a first change to a last one, which can be the same. */
record Span(Change first, Change last) {

    Long id() {
        return last.entityId;
    }
}
