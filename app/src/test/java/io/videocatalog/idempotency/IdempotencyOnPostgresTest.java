package io.videocatalog.idempotency;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.videocatalog.postgresql.OnPostgres;

@QuarkusTest
@TestProfile(OnPostgres.class)
class IdempotencyOnPostgresTest extends IdempotencyTest {

    @Override
    String numbers(int count) {
        return "select n from generate_series(1, " + count + ") as n";
    }
}
