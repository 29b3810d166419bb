package io.videocatalog.security;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(SignInRequiredOnPostgres.class)
class ListenerRightsOnPostgresTest extends ListenerRightsTest {
}
