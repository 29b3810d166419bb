package io.videocatalog.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What others do is seen without a reload. */
@QuarkusTest
class LivePageTest extends PageTest {

    private static final String EVENTS = "**/api/events**";

    private static void change(int id, String description) {
        json(Map.of("description", description)).patch("/api/videos/" + id).then().statusCode(200);
    }

    private Page live(String view) {
        Page page = open(view);
        assertThat(page.getByText("Live", new Page.GetByTextOptions().setExact(true))).isVisible();
        return page;
    }

    @Test
    void the_list_follows_what_others_add_change_and_delete() {
        Page page = live("");
        assertThat(page.locator("ul.rows")).hasAttribute("aria-busy", "false");
        String name = title();
        int id = video(name, "New");
        assertThat(rows(page).first()).containsText(name);
        change(id, "Better");
        assertThat(row(page, name)).containsText("Better");
        api().delete("/api/videos/" + id).then().statusCode(204);
        assertThat(row(page, name)).hasCount(0);
    }

    @Test
    void a_search_offers_what_has_come_about_without_moving_what_is_read() {
        String name = title();
        String word = name.split(" ")[1];
        video(name, "First");
        Page page = live("#/videos?q=" + word);
        assertThat(rows(page)).hasCount(1);
        video("Another " + word, "Second");
        page.getByText("1 new video: show").click();
        assertThat(rows(page)).hasCount(2);
    }

    @Test
    void what_somebody_is_writing_stays_when_others_change_the_video() {
        String name = title();
        int id = video(name, "As it was");
        Page page = live("#/videos?q=" + name.split(" ")[1]);
        button(page, "Edit " + name).click();
        field(page, "Description").fill("Half a sent");
        change(id, "Changed elsewhere");
        assertThat(page.getByText("Changed by operator")).isVisible();
        assertThat(field(page, "Description")).hasValue("Half a sent");
        page.keyboard().press("Escape");
        assertThat(row(page, name)).containsText("Changed elsewhere");
    }

    @Test
    void the_history_grows_as_it_is_looked_at() {
        String name = title();
        int id = video(name, "One");
        Page page = live("#/videos/" + id + "/history");
        assertThat(rows(page)).hasCount(1);
        change(id, "Two");
        assertThat(rows(page)).hasCount(2);
    }

    @Test
    void misses_nothing_while_nobody_looks() {
        String name = title();
        int id = video(name, "Before");
        Page page = live("#/videos?q=" + name.split(" ")[1]);
        assertThat(row(page, name)).containsText("Before");
        hide(page, true);
        change(id, "Meanwhile");
        page.waitForTimeout(200);
        assertThat(row(page, name)).containsText("Before");
        hide(page, false);
        assertThat(row(page, name)).containsText("Meanwhile");
    }

    @Test
    void catches_up_with_what_came_while_it_could_not_listen() {
        String name = title();
        int id = video(name, "Before");
        Page page = live("#/videos?q=" + name.split(" ")[1]);
        page.route(EVENTS, Route::abort);
        page.reload();
        assertThat(row(page, name)).containsText("Before");
        change(id, "Meanwhile");
        page.unroute(EVENTS);
        assertThat(row(page, name)).containsText("Meanwhile");
    }

    private static void hide(Page page, boolean hidden) {
        page.evaluate("""
                hidden => {
                  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
                  document.dispatchEvent(new Event('visibilitychange'));
                }""", hidden);
    }
}
