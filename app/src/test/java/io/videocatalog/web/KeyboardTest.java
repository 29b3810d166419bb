package io.videocatalog.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.videocatalog.http.Api.api;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.fail;

import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Somebody who has no mouse. */
@QuarkusTest
class KeyboardTest extends PageTest {

    private static final int FARTHEST = 60;
    private static final String FOCUSED = "() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim()";

    private Page page;

    /** Goes on by Tab to what has this name, on which the focus must be seen. */
    private void tabTo(String name) {
        for (int steps = 0; steps < FARTHEST; steps++) {
            page.keyboard().press("Tab");
            if (page.evaluate(FOCUSED).equals(name)) {
                assertThat(page.locator(":focus-visible")).hasCount(1);
                return;
            }
        }
        fail("no way to " + name);
    }

    private void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    @Test
    void adds_edits_deletes_and_takes_back() {
        String name = title();
        page = open("");
        assertThat(heading(page, "Videos")).isVisible();
        tabTo("Add video");
        press("Enter");
        assertThat(field(page, "Name")).isFocused();
        page.keyboard().type(name);
        press("Tab");
        page.keyboard().type("Typed");
        press("Control+Enter");
        assertThat(row(page, name)).isVisible();
        tabTo("Edit " + name);
        press("Enter");
        assertThat(field(page, "Name")).isFocused();
        press("Tab", "Control+a");
        page.keyboard().type("Typed again");
        press("Control+Enter");
        assertThat(button(page, "Edit " + name)).isFocused();
        api().get("/api/videos?name=" + name.replace(" ", "%20")).then().body("items[0].description", is("Typed again"));
        tabTo("Delete " + name);
        press("Enter");
        assertThat(row(page, name)).hasCount(0);
        assertThat(notice(page, "is deleted")).isVisible();
        press("Control+z");
        assertThat(row(page, name)).isVisible();
    }

    @Test
    void escape_leaves_a_form_as_it_was_and_gives_the_focus_back() {
        String name = title();
        int id = video(name, "Untouched");
        page = open("#/videos?q=" + name.split(" ")[1]);
        assertThat(row(page, name)).isVisible();
        tabTo("Edit " + name);
        press("Enter");
        assertThat(field(page, "Name")).isFocused();
        page.keyboard().type("never sent");
        press("Escape");
        assertThat(button(page, "Edit " + name)).isFocused();
        assertThat(field(page, "Name")).hasCount(0);
        api().get("/api/videos/" + id).then().body("name", is(name));
    }

    @Test
    void a_dialog_keeps_the_focus_and_gives_it_back() {
        page = open("#/users");
        assertThat(heading(page, "Users")).isVisible();
        tabTo("New user");
        press("Enter");
        assertThat(field(page, "Name")).isFocused();
        press("Shift+Tab", "Shift+Tab");
        assertThat(page.locator("main > :not(dialog) :focus")).hasCount(0);
        press("Escape");
        assertThat(dialog(page)).hasCount(0);
        assertThat(button(page, "New user")).isFocused();
    }

    @Test
    void the_first_key_leads_past_the_header_and_views_announce_themselves() {
        page = open("");
        assertThat(heading(page, "Videos")).isVisible();
        press("Tab", "Enter");
        assertThat(heading(page, "Videos")).isFocused();
        press("Shift+Tab");
        assertThat(link(page, "Account")).isFocused();
        press("Enter");
        assertThat(heading(page, "Account")).isFocused();
        assertThat(page).hasTitle("Account · Video Catalog");
    }
}
