package io.videocatalog.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.h2.Driver;

/**
 * H2's driver, with commits that are acknowledged once the operating system has them, and that are written together when many
 * come at once. H2 alone acknowledges a commit before it writes it, or writes the pages of each by themselves.
 */
public final class GroupCommitDriver extends Driver {

    @Override
    public Connection connect(String url, Properties credentials) throws SQLException {
        return acceptsURL(url) ? new GroupCommitConnection(url, credentials) : null;
    }
}
