package io.videocatalog.sessions;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.videocatalog.postgresql.OnPostgres;

@QuarkusTest
@TestProfile(OnPostgres.class)
class SessionHygieneOnPostgresTest extends SessionHygieneTest {

    @Override
    String openTransactions() {
        return "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() "
                + "and xact_start is not null and backend_type = 'client backend'";
    }
}
