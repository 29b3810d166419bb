package io.videocatalog.db;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.agroal.api.AgroalPoolInterceptor;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Empties the pool when H2 has closed its file, as it does when it cannot write: connections that others have do not notice, and would
 * fail one request after the other when the disk has room again. Whoever comes next opens the file.
 */
@Singleton
class ClosedFile implements AgroalPoolInterceptor {

    /** Made after this. */
    @Inject
    Instance<AgroalDataSource> pool;

    @Override
    public void onConnectionReturn(Connection connection) {
        try {
            if (connection.isWrapperFor(GroupCommitConnection.class) && connection.unwrap(GroupCommitConnection.class).isFileClosed()) {
                pool.get().flush(FlushMode.GRACEFUL);
            }
        } catch (SQLException e) {
            // A connection of PostgreSQL that has ended, which the pool sees for itself; what is thrown here would keep its place for ever.
        }
    }
}
