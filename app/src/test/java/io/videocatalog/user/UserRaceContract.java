package io.videocatalog.user;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.atOnce;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;

import io.restassured.response.Response;
import io.videocatalog.resource.RaceContract;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a user is, and races for one address and for the videos of one owner. */
interface UserRaceContract extends RaceContract {

    @Override
    default String path() {
        return "/api/users";
    }

    @Override
    default Map<String, Object> body(String name) {
        return Map.of("name", name, "email", email());
    }

    @Override
    default List<String> sortable() {
        return List.of("id", "name", "email", "createdAt", "updatedAt");
    }

    @Override
    default int maxName() {
        return 50;
    }

    static String email() {
        return unique() + "@example.org";
    }

    @Test
    default void of_40_creations_of_one_email_at_once_one_succeeds() {
        String email = email();
        List<String> answers = atOnce(40, () -> {
            Response answer = json(Map.of("name", "n", "email", email)).post(path());
            return answer.statusCode() + " " + answer.path("errors.pointer");
        });
        assertThat(Collections.frequency(answers, "201 null"), is(1));
        assertThat(Collections.frequency(answers, "409 [/email]"), is(39));
        api().get(path() + "?email=" + email + "&count=true").then().body("total", is(1));
    }

    @Test
    default void a_deletion_while_videos_come_leaves_no_video_without_its_owner() {
        for (int round = 0; round < 15; round++) {
            int owner = create(unique()).path("id");
            AtomicInteger callers = new AtomicInteger();
            List<String> answers = atOnce(4, () -> callers.getAndIncrement() == 0
                    ? "delete " + api().delete(item(owner)).statusCode()
                    : "create " + json(Map.of("name", unique(), "description", "d", "ownerId", owner)).post("/api/videos").statusCode());
            assertThat(answers, everyItem(is(oneOf("delete 204", "delete 409", "create 201", "create 400", "create 409"))));
            boolean deleted = answers.contains("delete 204");
            api().get(item(owner)).then().statusCode(deleted ? 404 : 200);
            int videos = api().get("/api/videos?count=true&ownerId=" + owner).path("total");
            assertThat(videos, is(Collections.frequency(answers, "create 201")));
            assertThat(deleted && videos > 0, is(false));
        }
    }

    @Test
    default void creations_with_and_without_an_owner_never_wait_for_each_other() {
        int owner = create(unique()).path("id");
        AtomicInteger callers = new AtomicInteger();
        List<Integer> statuses = atOnce(60, () -> {
            Map<String, Object> video = new HashMap<>(Map.of("name", unique(), "description", "d"));
            if (callers.getAndIncrement() % 2 == 0) {
                video.put("ownerId", owner);
            }
            json(video).post("/api/videos").then().statusCode(201);
            return json(video).post("/api/videos").statusCode();
        });
        assertThat(statuses, everyItem(is(201)));
    }
}
