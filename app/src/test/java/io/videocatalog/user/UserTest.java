package io.videocatalog.user;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static io.videocatalog.user.UserRaceContract.email;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.videocatalog.resource.EntityContractTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class UserTest extends EntityContractTest implements UserRaceContract {

    private Response createWith(String email) {
        return json(Map.of("name", "n", "email", email)).post(path());
    }

    private int createVideo(Object owner) {
        return json(Map.of("name", unique(), "description", "d", "ownerId", owner)).post("/api/videos").then().statusCode(201).extract()
                .path("id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "x@", "@x.org", "a b@x.org", "a@b@c.org", "a@.org", "a@x..org", "a..b@x.org", "a@-x.org",
            "x@y.org, z@y.org",
            "a@x.org\\n", "\\u0000@x.org"})
    void rejects_what_is_no_email_address(String email) {
        json("{\"name\":\"n\",\"email\":\"" + email + "\"}").post(path()).then().statusCode(400).body("errors.pointer",
                is(List.of("/email")));
    }

    @Test
    void takes_an_email_address_of_50_characters_and_no_longer_one() {
        String end = "@" + "d".repeat(20) + ".org";
        String longest = (unique() + "x".repeat(50)).substring(0, 50 - end.length()) + end;
        createWith(longest).then().statusCode(201).body("email", is(longest));
        createWith("x" + longest).then().statusCode(400).body("errors.pointer", is(List.of("/email")));
    }

    @Test
    void rejects_a_duplicate_email_without_regard_to_case() {
        String email = email();
        createWith(email).then().statusCode(201);
        for (String same : List.of(email, email.toUpperCase(Locale.ROOT), email.replace("example", "Example"))) {
            createWith(same).then().statusCode(409).body("type", is("/problems/duplicate"))
                    .body("errors.pointer", is(List.of("/email"))).body("errors.code", is(List.of("duplicate")));
        }
        api().get(path() + "?email=" + email + "&count=true").then().body("total", is(1));
    }

    @Test
    void rejects_a_duplicate_email_in_a_replacement_and_a_patch() {
        String taken = email();
        createWith(taken).then().statusCode(201);
        Response other = createWith(email());
        String item = item(other.path("id"));
        json(Map.of("name", "n", "email", taken)).put(item).then().statusCode(409).body("errors.pointer", is(List.of("/email")));
        json(Map.of("email", taken.toUpperCase(Locale.ROOT))).patch(item).then().statusCode(409).body("errors.pointer",
                is(List.of("/email")));
        json(Map.of("email", taken)).header("If-Match", other.header("ETag")).patch(item).then().statusCode(409);
        api().get(item).then().header("ETag", other.header("ETag")).body(equalTo(other.asString()));
    }

    @Test
    void an_import_that_cuts_text_cuts_no_address() {
        String row = "{\"name\":\"" + "n".repeat(60) + "\",\"email\":\"" + "e".repeat(45) + unique() + "@example.org\"}";
        String report = api().contentType("application/x-ndjson").body(row.getBytes()).post(path() + "/import?truncate=true").asString();
        assertThat(report, containsString("\"pointer\":\"/email\",\"code\":\"too-long\""));
        assertThat(report, containsString("\"created\":0,\"updated\":0,\"rejected\":1"));
    }

    @Test
    void a_user_may_change_the_case_of_an_email_and_keep_it() {
        String email = email();
        String item = item(createWith(email).path("id"));
        json(Map.of("email", email.toUpperCase(Locale.ROOT))).patch(item).then().statusCode(200).body("email",
                is(email.toUpperCase(Locale.ROOT)));
        json(Map.of("name", "other", "email", email)).put(item).then().statusCode(200);
    }

    @Test
    void an_email_is_free_again_when_its_user_is_gone() {
        String email = email();
        api().delete(item(createWith(email).path("id"))).then().statusCode(204);
        createWith(email).then().statusCode(201);
    }

    @Test
    void an_import_rejects_duplicate_emails_row_by_row_and_keeps_the_others() {
        String taken = email();
        createWith(taken).then().statusCode(201);
        String word = unique();
        String twice = email();
        String[] rows = {row(word), "{\"name\":\"" + word + "\",\"email\":\"" + taken.toUpperCase(Locale.ROOT) + "\"}",
                "{\"name\":\"" + word + "\",\"email\":\"" + twice + "\"}", row(word),
                "{\"name\":\"" + word + "\",\"email\":\"" + twice + "\"}"};
        var report = importLines("", rows);
        assertRejected(report.get(0), 2, "/email", "duplicate");
        assertRejected(report.get(1), 5, "/email", "duplicate");
        assertSummary(report, 3, 0, 2);
        assertThat(countNamed(word), is(3));
        assertSummary(importLines("?atomic=true", row(word), rows[1]), 0, 0, 1);
        assertSummary(importLines("?dryRun=true", row(word), rows[1]), 1, 0, 1);
        assertThat(countNamed(word), is(3));
    }

    @Test
    void filters_by_email_without_regard_to_case() {
        String email = email();
        int id = createWith(email).path("id");
        api().get(path() + "?email=" + email.toUpperCase(Locale.ROOT)).then().statusCode(200).body("items.id", is(List.of(id)));
        api().get(path() + "?email.contains=" + email.substring(1, 12).toUpperCase(Locale.ROOT)).then().statusCode(200).body("items.id",
                is(List.of(id)));
    }

    @Test
    void an_owner_of_videos_is_not_deleted() {
        Response owner = create(unique());
        createVideo(owner.path("id"));
        int video = createVideo(owner.path("id"));
        api().delete(item(owner.path("id"))).then().statusCode(409).body("type", is("/problems/in-use")).body("detail",
                startsWith("2 videos"));
        api().get(item(owner.path("id"))).then().statusCode(200).header("ETag", owner.header("ETag"));
        api().delete("/api/videos/" + video).then().statusCode(204);
        api().delete(item(owner.path("id"))).then().statusCode(409).body("detail", startsWith("1 video"));
    }

    @Test
    void a_user_is_deleted_once_all_videos_have_another_owner() {
        int owner = create(unique()).path("id");
        int video = createVideo(owner);
        json("{\"ownerId\":null}").patch("/api/videos/" + video).then().statusCode(200);
        api().delete(item(owner)).then().statusCode(204);
        api().get("/api/videos/" + video).then().statusCode(200);
    }

    @Test
    void lists_the_videos_of_a_user_page_by_page() {
        int owner = create(unique()).path("id");
        List<Integer> videos = List.of(createVideo(owner), createVideo(owner), createVideo(owner));
        createVideo(create(unique()).path("id"));
        Response first = api().get(item(owner) + "/videos?limit=2&count=true");
        first.then().statusCode(200).body("items.id", is(videos.subList(0, 2))).body("total", is(3))
                .body("next", startsWith(item(owner) + "/videos?")).header("Link", containsString(first.path("next")));
        api().get(first.<String>path("next")).then().statusCode(200).body("items.id", is(videos.subList(2, 3)));
        api().get("/api/videos?ownerId=" + owner).then().body("items.id", is(videos));
        api().get(item(owner) + "/videos?format=csv&fields=id").then().statusCode(200).body(startsWith("id\r\n" + videos.get(0)));
    }

    @Test
    void the_videos_of_nobody_are_not_found() {
        api().get(item(4_000_000_000_000_000L) + "/videos").then().statusCode(404);
        api().get(item("abc") + "/videos").then().statusCode(404);
        int owner = create(unique()).path("id");
        api().get(item(owner) + "/videos").then().statusCode(200).body("items", hasSize(0));
        api().get(item(owner) + "/videos?ownerId=" + owner).then().statusCode(200);
        api().get(item(owner) + "/videos?ownerId=1" + owner).then().statusCode(400).body("errors.parameter", is(List.of("ownerId")));
        api().get(item(owner) + "/videos?email=x").then().statusCode(400);
        json("{}").post(item(owner) + "/videos").then().statusCode(405).header("Allow", "GET, HEAD, OPTIONS");
    }
}
