package io.videocatalog.live;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.videocatalog.postgresql.OnPostgres;

@QuarkusTest
@TestProfile(OnPostgres.class)
class NumberOrderOnPostgresTest extends NumberOrderTest {
}
