package io.videocatalog.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.videocatalog.http.Api.api;
import static org.hamcrest.Matchers.is;

import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Two people who edit one video at the same time. */
@QuarkusTest
class TwoBrowsersTest extends PageTest {

    private final String name = title();
    private int id;
    private Page one;
    private Page other;

    private void bothEdit() {
        id = video(name, "As it was");
        one = open("#/videos?q=" + name.split(" ")[1]);
        other = open("#/videos?q=" + name.split(" ")[1]);
        button(one, "Edit " + name).click();
        button(other, "Edit " + name).click();
        save(one, "Of the one");
        assertThat(notice(one, "is saved")).isVisible();
        save(other, "Of the other");
        assertThat(dialog(other)).isVisible();
    }

    private static void save(Page page, String description) {
        field(page, "Description").fill(description);
        button(page, "Save").click();
    }

    @Test
    void the_second_is_shown_both_versions_and_keeps_the_own() {
        bothEdit();
        assertThat(dialog(other)).containsText("Changed by operator");
        assertThat(dialog(other).locator("td[data-label=Yours]")).hasText("Of the other");
        assertThat(dialog(other).locator("td[data-label=Theirs]")).hasText("Of the one");
        api().get("/api/videos/" + id).then().body("description", is("Of the one"));
        button(other, "Keep mine").click();
        assertThat(dialog(other)).hasCount(0);
        assertThat(row(other, "Of the other")).isVisible();
        api().get("/api/videos/" + id).then().body("description", is("Of the other"));
    }

    @Test
    void the_second_takes_the_version_of_the_first() {
        bothEdit();
        button(other, "Take theirs").click();
        assertThat(row(other, "Of the one")).isVisible();
        assertThat(field(other, "Description")).hasCount(0);
        api().get("/api/videos/" + id).then().body("description", is("Of the one"));
    }

    @Test
    void the_second_goes_on_editing_and_loses_nothing_that_was_written() {
        bothEdit();
        other.keyboard().press("Escape");
        assertThat(dialog(other)).hasCount(0);
        assertThat(field(other, "Description")).hasValue("Of the other");
        api().get("/api/videos/" + id).then().body("description", is("Of the one"));
        button(other, "Save").click();
        assertThat(dialog(other)).isVisible();
    }

    @Test
    void keeping_the_own_version_meets_a_third_one() {
        bothEdit();
        button(one, "Edit " + name).click();
        save(one, "Once more");
        assertThat(row(one, "Once more")).isVisible();
        button(other, "Keep mine").click();
        assertThat(dialog(other).locator("td[data-label=Theirs]")).hasText("Once more");
        api().get("/api/videos/" + id).then().body("description", is("Once more"));
        button(other, "Keep mine").click();
        assertThat(row(other, "Of the other")).isVisible();
    }
}
