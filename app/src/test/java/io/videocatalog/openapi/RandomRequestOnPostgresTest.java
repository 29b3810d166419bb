package io.videocatalog.openapi;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.videocatalog.security.SignInRequiredOnPostgres;

@QuarkusTest
@TestProfile(SignInRequiredOnPostgres.class)
class RandomRequestOnPostgresTest extends RandomRequestTest {
}
