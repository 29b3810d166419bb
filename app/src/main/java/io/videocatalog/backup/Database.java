package io.videocatalog.backup;

import io.videocatalog.db.DatabaseUrl;

/** A database as JDBC is asked for it. */
public record Database(String url, String username, String password) {

    String engine() {
        return url.startsWith("jdbc:h2:") ? DatabaseUrl.H2 : DatabaseUrl.POSTGRESQL;
    }
}
