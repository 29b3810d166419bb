package io.videocatalog.resource;

import static io.restassured.RestAssured.given;
import static io.videocatalog.http.Api.api;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.videocatalog.db.Retries;
import io.videocatalog.http.SoundAnswer;
import io.videocatalog.postgresql.OnPostgres;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sees when PostgreSQL refuses a write: a trigger refuses the row that asks for it. */
@QuarkusTest
@TestProfile(OnPostgres.class)
class RefusalsOnPostgresTest {

    private static final Logger LOG = Logger.getLogger(DatabaseProblems.class.getName());
    private static final int ATTEMPTS = 10;

    @Inject
    AgroalDataSource database;

    /** A video is refused so often with the state that its name says, with the constraint and the message in its description. */
    @BeforeEach
    void refuse() throws SQLException {
        LOG.setLevel(Level.OFF); // What it warns of is meant to be.
        execute("create sequence refusals", """
                create function refuse() returns trigger language plpgsql as $$
                begin
                    if new.name like tg_argv[0] || ' %' and nextval('refusals') <= split_part(new.name, ' ', 3)::int then
                        raise exception using errcode = split_part(new.name, ' ', 2), message = new.description,
                            constraint = split_part(new.name, ' ', 4);
                    end if;
                    return new;
                end $$""",
                "create trigger refuse_row before insert on videos for each row execute function refuse('row')",
                "create constraint trigger refuse_commit after insert on videos deferrable initially deferred "
                        + "for each row execute function refuse('commit')");
    }

    @AfterEach
    void accept() throws SQLException {
        LOG.setLevel(null);
        execute("drop function refuse cascade", "drop sequence refusals", "delete from videos where name ~ '^(row|commit) '");
    }

    private void execute(String... statements) throws SQLException {
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Response create(String name, String message) {
        Response answer = given().contentType("application/json").body(Map.of("name", name, "description", message)).post("/api/videos");
        SoundAnswer.hidesInternals(answer.asString());
        return answer;
    }

    private static void assertStored(String name, int count) {
        api().get("/api/videos?count=true&name=" + name.replace(" ", "+")).then().body("total", is(count));
    }

    @ParameterizedTest
    @ValueSource(strings = {"row 40001 2", "row 40P01 1", "commit 40001 2", "commit 40P01 1"})
    void what_others_were_in_the_way_of_is_done_again(String name) {
        double before = Retries.count();
        create(name, "collision").then().statusCode(201).header("ETag", "\"0\"");
        assertStored(name, 1);
        assertThat(Retries.count() - before, is(Double.parseDouble(name.split(" ")[2])));
    }

    @ParameterizedTest
    @ValueSource(strings = {"row 40001 99", "commit 40001 99"})
    void what_others_are_always_in_the_way_of_is_given_up(String name) {
        double before = Retries.count();
        create(name, "collision").then().statusCode(503).header("Retry-After", notNullValue()).body("type", is("/problems/unavailable"));
        assertStored(name, 0);
        assertThat(Retries.count() - before, is((double) ATTEMPTS - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"55P03", "57014", "25006", "53200", "53300", "57P01", "57P03", "08006", "08P01", "25P03", "28P01", "3D000",
            "58030", "58P01", "XX000", "XX001", "40003"})
    void a_state_that_passes_is_answered_once_and_with_the_advice_to_try_later(String state) {
        double before = Retries.count();
        for (String moment : List.of("row", "commit")) {
            String name = moment + " " + state + " 99";
            create(name, "passes").then().statusCode(503).header("Retry-After", notNullValue()).body("type", is("/problems/unavailable"));
            assertStored(name, 0);
        }
        assertThat(Retries.count(), is(before));
    }

    @Test
    void a_permission_that_the_service_lacks_is_called_one() {
        create("row 42501 99", "permission denied for table videos").then().statusCode(503).header("Retry-After", notNullValue())
                .body("type", is("/problems/unavailable")).body("detail", containsString("denies the service a permission"));
        assertStored("row 42501 99", 0);
    }

    @Test
    void a_full_disk_is_called_one() {
        create("row 53100 99", "könnte Datei nicht erweitern").then().statusCode(507).body("type", is("/problems/storage-full"));
        create("commit 53100 99", "könnte Datei nicht erweitern").then().statusCode(507);
    }

    @Test
    void a_text_that_speaks_of_a_full_disk_is_none() {
        create("row 40001 1", "No space left on device").then().statusCode(201);
    }

    @Test
    void a_violated_constraint_is_known_in_every_language_and_whatever_the_row_says() {
        for (String message : List.of("doppelter Schlüsselwert", "constraint \"users_email_key\" constraint \"")) {
            create("row 23503 99 videos_owner_id_fkey", message).then().statusCode(400).body("errors.pointer", is(List.of("/ownerId")));
            create("row 23505 99 users_email_key", message).then().statusCode(409).body("type", is("/problems/duplicate"))
                    .body("errors.pointer", is(List.of("/email")));
        }
    }
}
