package io.videocatalog.transfer;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.unique;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** An export fails: nobody is to take what has come for the whole. */
@QuarkusTest
class BrokenExportTest {

    @Inject
    AgroalDataSource database;

    /** Stores a row that cannot be written in UTF-8, as no request could. */
    private void spoil(String word) throws Exception {
        try (var connection = database.getConnection();
                var insert = connection
                        .prepareStatement("insert into videos (id, version, name, name_key, description, search_text, created_at,"
                                + " updated_at) values (next value for videos_seq, 0, ?, ?, 'd', ' d', now(), now())")) {
            insert.setString(1, word + "\ud800");
            insert.setString(2, word);
            insert.executeUpdate();
        }
    }

    private static URI export(String word) {
        return URI.create("http://localhost:" + RestAssured.port + "/api/videos?format=csv&name.contains=" + word);
    }

    @RepeatedTest(5)
    void the_connection_breaks_where_rows_are_missing() throws Exception {
        String word = unique();
        String rows = ("{\"name\":\"" + word + "\",\"description\":\"d\"}\n").repeat(600);
        api().contentType("application/x-ndjson").body(rows.getBytes()).post("/api/videos/import").then().statusCode(200);
        spoil(word);
        HttpRequest request = HttpRequest.newBuilder(export(word)).build();
        assertThrows(IOException.class, () -> HttpClient.newHttpClient().send(request, BodyHandlers.ofString()));
    }

    @Test
    void nothing_but_the_problem_is_sent_where_no_row_has_been() throws Exception {
        String word = unique();
        spoil(word);
        var answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(export(word)).build(), BodyHandlers.ofString());
        assertTrue(answer.statusCode() >= 500, answer.body());
        assertTrue(answer.headers().firstValue("Content-Type").orElse("").contains("problem+json"), answer.headers().toString());
        assertFalse(answer.body().contains(word), answer.body());
    }
}
