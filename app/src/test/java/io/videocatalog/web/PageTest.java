package io.videocatalog.web;

import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URL;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** What tests of the page have in common: a browser, and words for what is in the page. */
abstract class PageTest {

    private static Chromium chromium;

    @TestHTTPResource("/")
    URL address;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void closeWindows() {
        chromium.closeWindows();
    }

    /** Somebody's window at a view of the page. */
    Page open(String view) {
        return open(view, Look.USUAL);
    }

    Page open(String view, Look look) {
        return chromium.open(address + view, look);
    }

    static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator heading(Page page, String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator field(Page page, String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    static Locator rows(Page page) {
        return page.locator(".row");
    }

    /** The row, of a list of any kind, that has this text. */
    static Locator row(Page page, String text) {
        return rows(page).filter(new Locator.FilterOptions().setHasText(text));
    }

    static Locator dialog(Page page) {
        return page.getByRole(AriaRole.DIALOG);
    }

    /** What the page says at its lower edge. */
    static Locator notice(Page page, String text) {
        return page.locator(".notice").filter(new Locator.FilterOptions().setHasText(text));
    }

    /** The id of a new video. */
    static int video(String name, String description) {
        return json(Map.of("name", name, "description", description)).post("/api/videos").then().statusCode(201).extract().path("id");
    }

    /** A name that no other test finds. */
    static String title() {
        return "Film " + unique();
    }
}
