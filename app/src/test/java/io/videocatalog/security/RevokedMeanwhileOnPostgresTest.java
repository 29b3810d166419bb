package io.videocatalog.security;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(SignInRequiredOnPostgres.class)
class RevokedMeanwhileOnPostgresTest extends RevokedMeanwhileTest {

    @Override
    String waiting() {
        return "select 1 from pg_locks where not granted";
    }
}
