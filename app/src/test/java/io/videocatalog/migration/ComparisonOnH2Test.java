package io.videocatalog.migration;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.hibernate.boot.Metadata;
import org.junit.jupiter.api.BeforeAll;

class ComparisonOnH2Test extends ComparisonContract {

    private static Metadata metadata;

    @BeforeAll
    static void read() {
        metadata = EntityMetadata.of("jdbc:h2:mem:comparison", "sa");
    }

    @Override
    Metadata metadata() {
        return metadata;
    }

    @Override
    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:mem:", "sa", "");
    }
}
