package io.videocatalog.resource;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.videocatalog.postgresql.OnPostgres;

@QuarkusTest
@TestProfile(OnPostgres.class)
class TakenIdOnPostgresTest extends TakenIdTest {
}
