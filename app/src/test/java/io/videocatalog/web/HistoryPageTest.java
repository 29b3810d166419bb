package io.videocatalog.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static org.hamcrest.Matchers.is;

import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HistoryPageTest extends PageTest {

    private static void change(int id, String member, String text) {
        json(Map.of(member, text)).patch("/api/videos/" + id).then().statusCode(200);
    }

    @Test
    void the_history_shows_what_was_put_in_and_taken_out_and_takes_the_newest_change_back() {
        String name = title();
        int id = video(name, "A quiet car park, seen for a day");
        change(id, "description", "A quiet harbour, seen for a day");
        Page page = open("#/videos/" + id + "/history");
        assertThat(heading(page, "History of " + name)).isVisible();
        assertThat(rows(page)).hasCount(2);
        assertThat(rows(page).first().locator("del")).hasText("car park");
        assertThat(rows(page).first().locator("ins")).hasText("harbour");
        assertThat(rows(page).first()).containsText("operator");
        assertThat(rows(page).last().getByText("Take back")).hasCount(0);
        button(page, "Take back: " + name).click();
        assertThat(rows(page)).hasCount(3);
        assertThat(rows(page).first().locator("ins")).hasText("car park");
        api().get("/api/videos/" + id).then().body("description", is("A quiet car park, seen for a day"));
    }

    @Test
    void what_is_in_the_trash_can_be_restored() {
        String name = title();
        int id = video(name, "Soon gone");
        api().delete("/api/videos/" + id).then().statusCode(204);
        Page page = open("#/trash");
        button(page, "Restore: " + name).click();
        assertThat(notice(page, "Taken back")).isVisible();
        assertThat(row(page, name)).hasCount(0);
        api().get("/api/videos/" + id).then().statusCode(200).body("description", is("Soon gone"));
    }

    @Test
    void the_history_of_a_deleted_video_is_still_there_and_restores_it() {
        String name = title();
        int id = video(name, "Soon gone");
        api().delete("/api/videos/" + id).then().statusCode(204);
        Page page = open("#/videos/" + id + "/history");
        assertThat(page.getByText("This video is deleted.")).isVisible();
        button(page, "Restore: " + name).click();
        assertThat(page.getByText("This video is deleted.")).hasCount(0);
        api().get("/api/videos/" + id).then().statusCode(200);
    }

    @Test
    void recent_changes_offer_to_take_back_only_what_nothing_stands_on() {
        String name = title();
        int id = video(name, "First");
        change(id, "description", "Second");
        Page page = open("#/changes");
        assertThat(row(page, name)).hasCount(2);
        assertThat(row(page, name).first()).containsText("Changed");
        assertThat(row(page, name).last()).containsText("Added");
        assertThat(button(page, "Take back: " + name)).hasCount(1);
        button(page, "Take back: " + name).click();
        assertThat(row(page, name)).hasCount(3);
        api().get("/api/videos/" + id).then().body("description", is("First"));
    }

    @Test
    void what_cannot_be_taken_back_says_why() {
        String name = title();
        int id = video(name, "First");
        change(id, "description", "Second");
        Page page = open("#/videos/" + id + "/history");
        page.route("**/revert", route -> {
            change(id, "description", "Third");
            route.resume();
        });
        button(page, "Take back: " + name).click();
        assertThat(notice(page, "was changed since, by operator")).isVisible();
        api().get("/api/videos/" + id).then().body("description", is("Third"));
    }

    @Test
    void addresses_lead_back_and_survive_a_reload() {
        String name = title();
        int id = video(name, "Somewhere");
        Page page = open("#/videos?q=" + name.split(" ")[1]);
        link(page, "History of " + name).click();
        assertThat(heading(page, "History of " + name)).isFocused();
        page.reload();
        assertThat(heading(page, "History of " + name)).isVisible();
        page.goBack();
        assertThat(heading(page, "Videos")).isVisible();
        assertThat(rows(page)).hasCount(1);
        page.navigate(address + "#/videos/" + id + "/nothing");
        assertThat(heading(page, "There is nothing here")).isVisible();
    }
}
