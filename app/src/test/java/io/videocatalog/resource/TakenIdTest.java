package io.videocatalog.resource;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another process, with a block of ids of its own, has brought along those that this one would hand out next. */
@QuarkusTest
class TakenIdTest {

    @Inject
    AgroalDataSource database;

    static String create(String name) {
        return json(Map.of("name", name, "description", "d")).post("/api/videos").then().statusCode(201).extract().path("id").toString();
    }

    /** Writes twenty videos of this name with the ids that follow the last. */
    private void take(String name) throws SQLException {
        String last = create(unique());
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            for (int i = 1; i <= 20; i++) {
                statement.execute("insert into videos (id, version, name, name_key, description, search_text, created_at, updated_at) "
                        + "select id + " + i + ", 0, '" + name + "', '" + name + "', description, search_text, created_at, updated_at "
                        + "from videos where id = " + last);
            }
        }
    }

    private static void assertCount(String name, int count) {
        api().get("/api/videos?count=true&name=" + name).then().statusCode(200).body("total", is(count));
    }

    @Test
    void a_creation_gets_another_id() throws SQLException {
        String theirs = unique();
        take(theirs);
        String ours = unique();
        String id = create(ours);
        api().get("/api/videos/" + id).then().statusCode(200).body("name", is(ours)).header("ETag", "\"0\"");
        assertCount(ours, 1);
        assertCount(theirs, 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?mode=upsert", "?atomic=true", "?mode=upsert&atomic=true"})
    void the_rows_of_an_import_get_other_ids_and_replace_nothing(String options) throws SQLException {
        String theirs = unique();
        take(theirs);
        String ours = unique();
        String rows = ("{\"name\":\"" + ours + "\",\"description\":\"d\"}\n").repeat(30);
        String report = api().contentType("application/x-ndjson").body(rows.getBytes()).post("/api/videos/import" + options).asString();
        assertThat(report, endsWith("{\"created\":30,\"updated\":0,\"rejected\":0}\n"));
        assertCount(ours, 30);
        assertCount(theirs, 20);
    }
}
