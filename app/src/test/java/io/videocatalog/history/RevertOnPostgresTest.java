package io.videocatalog.history;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.videocatalog.postgresql.OnPostgres;

@QuarkusTest
@TestProfile(OnPostgres.class)
class RevertOnPostgresTest extends RevertTest {
}
