package io.videocatalog.model;

import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.videocatalog.postgresql.OnPostgres;

@QuarkusTest
@TestTransaction
@TestProfile(OnPostgres.class)
class ActiveRecordOnPostgresTest extends ActiveRecordTest {
}
